//! Writing an order to a vendor.

mod line;
mod state;

use super::api::{edit_purchase, show_purchase, write_purchase};
use super::{kinds, propose_eta};
use crate::catalogue::StylePicker;
use crate::components::{
    Banner, Button, ButtonVariant, Choice, DateField, Definition, DefinitionList, LinkButton,
    PageHeader, Panel, SelectField, SelectOption, SkeletonShape, TextArea, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use crate::loaded::{addressed, loaded};
use crate::orders::vendor_choices;
use crate::stock::terms_for_stock;
use domain::ids::IdempotencyKey;
use domain::input::FieldErrors;
use domain::purchasing::{PurchaseDraft, PurchaseKind, PurchaseState};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use line::LineFields;
use state::PurchaseForm;

#[component]
pub(super) fn NewPurchase() -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_stock());
    view! {
        <Title text="Order for stock" />
        <PageHeader
            title="Order for stock"
            back=("/purchasing".to_owned(), "Purchasing".to_owned())
        />
        {loaded(terms, SkeletonShape::Lines, |terms| {
            view! { <Sheet form=PurchaseForm::new(terms) /> }
        })}
    }
}

/// A draft as it is written anew. What was sent stays as the vendor has it.
#[component]
pub(super) fn EditPurchase() -> impl IntoView {
    let draft = addressed(|id| async move {
        let draft = show_purchase(id).await?;
        Ok((terms_for_stock().await?, draft))
    });
    loaded(draft, SkeletonShape::Lines, |(terms, draft)| {
        let page = format!("/purchasing/{}", draft.id);
        let number = draft.number.clone();
        if draft.state != PurchaseState::Draft {
            return view! {
                <PageHeader title=number.clone() back=(page, number.clone()) />
                <Banner>"It was sent. What the vendor has can’t be changed any more."</Banner>
            }
            .into_any();
        }
        view! {
            <Title text=format!("Change {number}") />
            <PageHeader title=format!("Change {number}") back=(page, number.clone()) />
            <Sheet form=PurchaseForm::of(terms, draft) />
        }
        .into_any()
    })
}

#[component]
fn Sheet(form: PurchaseForm) -> impl IntoView {
    let save = saving(form);
    let draft = Memo::new(move |_| form.draft());
    // The first complaints are those of the button; from then on every change looks again.
    Effect::new(move |before: Option<PurchaseDraft>| {
        let now = draft.get();
        if form.tried.get_untracked() && before.is_some_and(|before| before != now) {
            form.look_again(&now);
        }
        now
    });
    let refused = move || {
        let error = form.refused.get()?;
        let heeded =
            matches!(error, UiError::Invalid(_)) && form.complaints.with(FieldErrors::is_empty);
        (!heeded).then(|| view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> })
    };
    view! {
        <form
            class="split"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save.run(());
            }
        >
            <div class="stack">
                {refused}
                <Whom form=form />
                <What form=form />
            </div>
            <Summary form=form />
        </form>
    }
}

/// Checks, sends, and goes to the order; a failure keeps everything that was typed.
fn saving(form: PurchaseForm) -> Callback<()> {
    let navigate = use_navigate();
    let toasts = use_toasts();
    Callback::new(move |()| {
        if form.busy.get_untracked() {
            return;
        }
        let draft = untrack(|| form.draft());
        form.tried.set(true);
        form.refused.set(None);
        form.look_again(&draft);
        if form.complaints.with_untracked(|wrong| !wrong.is_empty()) {
            refuse(form, UiError::Invalid(form.complaints.get_untracked()));
            return;
        }
        let navigate = navigate.clone();
        form.busy.set(true);
        spawn_local(async move {
            let key = form.key.get_value();
            let saving = match form.before.get_value() {
                Some((id, version)) => edit_purchase(id, version, draft, key).await,
                None => write_purchase(draft, key).await,
            };
            match saving {
                Ok(saved) => {
                    toasts.success("The order is written. It is not sent yet.");
                    let page = format!("/purchasing/{}", saved.id);
                    navigate(&page, NavigateOptions::default());
                }
                Err(error) => {
                    if !matches!(error, UiError::Offline | UiError::Unavailable) {
                        // What was refused is not what will be sent next.
                        form.key.set_value(IdempotencyKey::generate());
                    }
                    refuse(form, error);
                }
            }
            form.busy.set(false);
        });
    })
}

fn refuse(form: PurchaseForm, error: UiError) {
    if let UiError::Invalid(wrong) = &error {
        form.complaints.set(wrong.clone());
    }
    form.refused.set(Some(error));
    request_animation_frame(focus_first_invalid);
}

#[component]
fn Whom(form: PurchaseForm) -> impl IntoView {
    let today = form.terms.with_value(|terms| terms.today);
    let known = Resource::new(|| (), |()| vendor_choices());
    let vendors = Signal::derive(move || known.get().and_then(Result::ok).unwrap_or_default());
    propose_eta(form.vendor, form.eta, vendors, today);
    // The list that comes with the page is there before the lead times are.
    let options: Vec<_> = form.terms.with_value(|terms| {
        let each = terms.vendors.iter();
        each.map(|(id, name)| SelectOption::new(id.to_string(), name))
            .collect()
    });
    view! {
        <Panel title="Vendor">
            <Choice
                label="What do they make?" name="/kind" value=form.kind
                options=kinds(&PurchaseKind::FOR_STOCK) error=form.at(|| "/kind".to_owned())
            />
            <SelectField
                label="Ordered from" name="/vendor" value=form.vendor options=options
                prompt="Choose the vendor" error=form.at(|| "/vendor".to_owned())
            />
        </Panel>
    }
}

#[component]
fn What(form: PurchaseForm) -> impl IntoView {
    let label = Signal::derive(move || match form.lines.with(Vec::is_empty) {
        true => "Find a style".to_owned(),
        false => "Add another piece".to_owned(),
    });
    view! {
        <Panel title="Pieces">
            <For each=move || form.lines.get() key=|line| line.key let:line>
                <LineFields form=form line=line />
            </For>
            <StylePicker
                label=label
                name="/lines"
                on_pick=move |piece| form.add_piece(piece)
                on_describe=move |words| form.add_words(words)
                error=form.at(|| "/lines".to_owned())
            />
        </Panel>
    }
}

/// What it comes to, and when it should come.
#[component]
fn Summary(form: PurchaseForm) -> impl IntoView {
    let today = form.terms.with_value(|terms| terms.today.to_string());
    let total = Memo::new(move |_| form.total());
    let shown = move || {
        total
            .get()
            .map_or_else(|| "–".to_owned(), |t| t.to_string())
    };
    view! {
        <aside class="stack capture-summary" aria-label="Summary">
            <Panel title="Summary" raised=true>
                <DefinitionList ledger=true>
                    <Definition term="Total" strong=true>{shown}</Definition>
                </DefinitionList>
                <DateField
                    label="Expected in the store" name="/eta" value=form.eta min=Some(today)
                    optional=true error=form.at(|| "/eta".to_owned())
                />
                <TextArea
                    label="Note for the vendor" name="/note" value=form.note rows=2 optional=true
                    error=form.at(|| "/note".to_owned()) max_length=2_000u32
                />
                <Button submit=true variant=ButtonVariant::Primary wide=true busy=form.busy>
                    {form.before.with_value(|before| match before {
                        Some(_) => "Save changes",
                        None => "Write the order",
                    })}
                </Button>
                <LinkButton href="/purchasing" variant=ButtonVariant::Quiet wide=true>
                    "Go back"
                </LinkButton>
            </Panel>
        </aside>
    }
}
