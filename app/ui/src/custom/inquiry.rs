//! The screen on which a wish is written down: who, what, and pictures; the rest can wait.

use super::api::{take_inquiry, terms_for_custom};
use super::pictures::Pictures;
use crate::components::{
    Banner, Button, ButtonVariant, DateField, IconName, LinkButton, MoneyField, PageHeader, Panel,
    SkeletonShape, TextArea, TextField, Tone, browser::focus_first_invalid, use_toasts,
};
use crate::customers::CustomerPicker;
use crate::error::UiError;
use crate::loaded::loaded;
use crate::photos::PhotoDrop;
use domain::customers::CustomerCard;
use domain::ids::{CustomerId, IdempotencyKey};
use domain::input::FieldErrors;
use domain::orders::custom::inquiry::{InquiryTerms, NewBrief, NewInquiry};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn NewInquiryScreen() -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_custom());
    view! {
        <Title text="A custom piece" />
        <PageHeader
            title="A custom piece" kicker="Inquiry" back=("/".to_owned(), "Board".to_owned())
            actions=|| view! {
                <LinkButton href="/custom/terms" icon=IconName::Settings>"Terms"</LinkButton>
            }
        />
        {loaded(terms, SkeletonShape::Lines, |terms| view! { <Form terms=terms /> })}
    }
}

/// The fields of the screen.
#[derive(Clone, Copy)]
struct InquiryForm {
    terms: StoredValue<InquiryTerms>,
    customer: RwSignal<Option<CustomerCard>>,
    title: RwSignal<String>,
    brief: BriefForm,
    key: StoredValue<IdempotencyKey>,
    wrong: RwSignal<Option<UiError>>,
}

/// What the customer has in mind, as it is typed.
#[derive(Clone, Copy)]
pub(super) struct BriefForm {
    pub wish: RwSignal<String>,
    pub notes: RwSignal<String>,
    pub budget: RwSignal<String>,
    pub wanted_by: RwSignal<String>,
    pub photos: RwSignal<Vec<String>>,
}

impl BriefForm {
    pub(super) fn of(brief: NewBrief) -> Self {
        let wanted_by = brief.wanted_by.map(|day| day.to_string());
        Self {
            wish: RwSignal::new(brief.wish),
            notes: RwSignal::new(brief.notes),
            budget: RwSignal::new(brief.budget),
            wanted_by: RwSignal::new(wanted_by.unwrap_or_default()),
            photos: RwSignal::new(brief.photos),
        }
    }

    /// What stands in the fields.
    pub(super) fn typed(self) -> NewBrief {
        NewBrief {
            wish: self.wish.get_untracked(),
            notes: self.notes.get_untracked(),
            budget: self.budget.get_untracked(),
            wanted_by: self.wanted_by.with_untracked(|day| day.parse().ok()),
            photos: self.photos.get_untracked(),
        }
    }

    pub(super) fn add_photo(self, url: String) {
        self.photos.update(|photos| {
            if !photos.contains(&url) {
                photos.push(url);
            }
        });
    }

    pub(super) fn remove_photo(self, url: &str) {
        self.photos
            .update(|photos| photos.retain(|known| known != url));
    }
}

/// The fields of what the customer has in mind.
#[component]
pub(super) fn BriefFields(
    form: BriefForm,
    /// The complaint about a field, by its pointer.
    error: Callback<String, Option<String>>,
    /// Where the brief stands in what is sent.
    #[prop(into)]
    pointer: String,
) -> impl IntoView {
    let name = |field: &str| format!("{pointer}/{field}");
    let at = |field: &str| {
        let pointer = name(field);
        Signal::derive(move || error.run(pointer.clone()))
    };
    view! {
        <PhotoDrop name=name("photos") on_photo=move |url: String| form.add_photo(url) />
        <Pictures
            urls=form.photos about="Picture"
            on_remove=Callback::new(move |url: String| form.remove_photo(&url)) />
        <TextArea
            label="What they have in mind" name=name("wish") value=form.wish rows=3 optional=true
            placeholder="In their own words" error=at("wish") />
        <div class="form-grid">
            <MoneyField
                label="About how much" name=name("budget") value=form.budget optional=true
                error=at("budget") />
            <DateField
                label="Wanted by" name=name("wanted_by") value=form.wanted_by optional=true
                error=at("wanted_by") />
        </div>
        <TextArea
            label="Notes of the consultation" name=name("notes") value=form.notes rows=3
            optional=true hint=Some("For the staff: no customer sees them.".to_owned())
            error=at("notes") />
    }
}

impl InquiryForm {
    fn new(terms: InquiryTerms) -> Self {
        Self {
            terms: StoredValue::new(terms),
            customer: RwSignal::new(None),
            title: RwSignal::new(String::new()),
            brief: BriefForm::of(NewBrief::default()),
            key: StoredValue::new(IdempotencyKey::generate()),
            wrong: RwSignal::new(None),
        }
    }

    fn typed(self) -> NewInquiry {
        let nobody = || CustomerId::from(uuid::Uuid::nil());
        let chosen = |card: &Option<CustomerCard>| card.as_ref().map_or_else(nobody, |c| c.id);
        NewInquiry {
            customer: self.customer.with_untracked(chosen),
            title: self.title.get_untracked(),
            brief: self.brief.typed(),
        }
    }

    /// Checks what stands in the fields as the server will.
    fn complaints(self, typed: &NewInquiry) -> FieldErrors {
        let mut errors = FieldErrors::new();
        if self.customer.with_untracked(Option::is_none) {
            errors.add("/customer", "Choose the customer.");
        }
        if let Err(wrong) = self.terms.with_value(|terms| typed.checked(terms)) {
            errors.nest("", wrong);
        }
        errors
    }

    fn error(self, pointer: &str) -> Option<String> {
        self.wrong
            .with(|wrong| wrong.as_ref().and_then(|wrong| wrong.field(pointer)))
    }
}

#[component]
fn Form(terms: InquiryTerms) -> impl IntoView {
    let form = InquiryForm::new(terms);
    let busy = RwSignal::new(false);
    let submit = submitting(form, busy);
    let error = Callback::new(move |pointer: String| form.error(&pointer));
    let at = move |pointer: &'static str| Signal::derive(move || form.error(pointer));
    view! {
        <form
            class="stack reading"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
        >
            {move || form.wrong.get().map(|error| view! {
                <Banner tone=Tone::Danger>{error.to_string()}</Banner>
            })}
            <Panel title="Customer">
                <CustomerPicker selected=form.customer error=at("/customer") autofocus=true />
            </Panel>
            <Panel title="The wish">
                <TextField
                    label="What is it about?" name="/title" value=form.title autocomplete="off"
                    placeholder="Engagement ring, pair of earrings …" error=at("/title") />
                <BriefFields form=form.brief error=error pointer="/brief" />
            </Panel>
            <Button variant=ButtonVariant::Primary submit=true busy=busy>"Write it down"</Button>
        </form>
    }
}

/// Checks, sends, and goes to the order; a failure keeps everything that was typed.
fn submitting(form: InquiryForm, busy: RwSignal<bool>) -> Callback<()> {
    let navigate = use_navigate();
    let toasts = use_toasts();
    Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let typed = form.typed();
        let complaints = form.complaints(&typed);
        if !complaints.is_empty() {
            form.wrong.set(Some(UiError::Invalid(complaints)));
            request_animation_frame(focus_first_invalid);
            return;
        }
        form.wrong.set(None);
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match take_inquiry(typed, form.key.get_value()).await {
                Ok(placed) => {
                    toasts.success(format!("{} is written down.", placed.number));
                    let page = format!("/orders/{}", placed.id);
                    navigate(&page, NavigateOptions::default());
                }
                Err(error) => {
                    if !matches!(error, UiError::Offline | UiError::Unavailable) {
                        form.key.set_value(IdempotencyKey::generate());
                    }
                    form.wrong.set(Some(error));
                    request_animation_frame(focus_first_invalid);
                }
            }
            busy.set(false);
        });
    })
}
