//! Writing a piece down, and correcting what is known of one.

mod owner;
mod state;
mod stone;

use super::api::{add_piece, edit_piece, terms_for_stock};
use super::piece::addressed_piece;
use crate::catalogue::StylePicker;
use crate::components::{
    Actions, Banner, Button, ButtonVariant, Choice, ChoiceOption, IconName, LinkButton, MoneyField,
    NumberField, PageHeader, Panel, SkeletonShape, TextArea, TextField, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use domain::catalogue::Sellable;
use domain::ids::IdempotencyKey;
use domain::stock::{Form, Ownership, PieceDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use owner::OwnerFields;
use state::Editor;
use stone::StoneFields;

/// A new piece.
#[component]
pub(super) fn NewPiece() -> impl IntoView {
    let terms = Resource::new(|| (), |()| terms_for_stock());
    view! {
        <Title text="Add a piece" />
        <PageHeader title="Add a piece" back=("/stock".to_owned(), "Stock".to_owned()) />
        {loaded(terms, SkeletonShape::Lines, |terms| {
            let placeless = terms.locations.is_empty();
            view! {
                {placeless.then(|| view! { <NoPlaces /> })}
                <Sheet editor=Editor::new(terms) back="/stock".to_owned() />
            }
        })}
    }
}

/// A piece that is there already.
#[component]
pub(super) fn EditPiece() -> impl IntoView {
    let piece = addressed_piece();
    let both = Resource::new(
        || (),
        move |()| async move { Ok::<_, UiError>((piece.await?, terms_for_stock().await?)) },
    );
    loaded(both, SkeletonShape::Lines, |(piece, terms)| {
        let back = format!("/stock/{}", piece.id);
        let title = format!("Edit {}", piece.serial);
        view! {
            <Title text=title.clone() />
            <PageHeader title=title back=(back.clone(), piece.name.clone()) />
            <Sheet editor=Editor::of(piece, terms) back=back />
        }
    })
}

#[component]
fn NoPlaces() -> impl IntoView {
    view! {
        <Banner
            tone=Tone::Warning
            title="There is no place to put it yet"
            actions=|| view! { <LinkButton href="/stock/places">"To the places"</LinkButton> }
        >
            "Write down your safe, your showcases and bins first."
        </Banner>
    }
}

#[component]
fn Sheet(editor: Editor, back: String) -> impl IntoView {
    let save = saving(editor);
    let draft = Memo::new(move |_| editor.draft());
    // The first complaints are those of the button; from then on every change looks again.
    Effect::new(move |before: Option<PieceDraft>| {
        let now = draft.get();
        if editor.tried.get_untracked() && before.is_some_and(|before| before != now) {
            editor.look_again(&now);
        }
        now
    });
    let refused = move || {
        let error = editor.refused.get()?;
        Some(view! { <Banner tone=Tone::Danger>{error.to_string()}</Banner> })
    };
    view! {
        <form
            class="stack piece-editor"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save.run(());
            }
        >
            {refused}
            <What editor=editor />
            {editor.is_new().then(|| view! { <OwnerFields editor=editor /> })}
            <Worth editor=editor />
            <Report editor=editor />
            <House editor=editor />
            <Actions end=true>
                <LinkButton href=back variant=ButtonVariant::Quiet>"Go back"</LinkButton>
                <Button submit=true variant=ButtonVariant::Primary busy=editor.busy>
                    {if editor.is_new() { "Add to stock" } else { "Save changes" }}
                </Button>
            </Actions>
        </form>
    }
}

/// Checks, sends, and goes to the piece; a failure keeps everything that was typed.
fn saving(editor: Editor) -> Callback<()> {
    let navigate = use_navigate();
    let toasts = use_toasts();
    Callback::new(move |()| {
        if editor.busy.get_untracked() {
            return;
        }
        let draft = untrack(|| editor.draft());
        editor.tried.set(true);
        editor.refused.set(None);
        editor.look_again(&draft);
        if editor
            .complaints
            .with_untracked(|complaints| !complaints.is_empty())
        {
            editor
                .refused
                .set(Some(UiError::Invalid(Default::default())));
            request_animation_frame(focus_first_invalid);
            return;
        }
        editor.busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let key = editor.key.get_value();
            let saved = match editor.known.get_value() {
                None => add_piece(draft, key).await,
                Some((id, version)) => edit_piece(id, version, draft, key).await,
            };
            editor.busy.set(false);
            match saved {
                Ok(saved) => {
                    toasts.success("The piece is saved.");
                    navigate(&format!("/stock/{}", saved.id), NavigateOptions::default());
                }
                Err(error) => refuse(editor, error),
            }
        });
    })
}

fn refuse(editor: Editor, error: UiError) {
    if !matches!(error, UiError::Offline | UiError::Unavailable) {
        // What was refused is not what will be sent next.
        editor.key.set_value(IdempotencyKey::generate());
    }
    if let UiError::Invalid(errors) = &error {
        editor.complaints.set(errors.clone());
    }
    editor.refused.set(Some(error));
    request_animation_frame(focus_first_invalid);
}

#[component]
fn What(editor: Editor) -> impl IntoView {
    let forms = vec![
        ChoiceOption::new(Form::Jewel.code(), "Jewelry").icon(IconName::Ring),
        ChoiceOption::new(Form::Stone.code(), "Loose stone").icon(IconName::Gem),
    ];
    let fields = move || {
        if editor.is_stone() {
            view! { <StoneFields editor=editor /> }.into_any()
        } else if editor.is_new() {
            view! { <Style editor=editor /> }.into_any()
        } else {
            ().into_any()
        }
    };
    let hint = Signal::derive(move || {
        let said = match (editor.is_stone(), editor.is_new()) {
            (true, _) => "Empty takes the stone’s own words.",
            (false, true) => "Empty takes the style’s words.",
            (false, false) => return None,
        };
        Some(said.to_owned())
    });
    view! {
        <Panel title="What it is">
            {editor.is_new().then(|| view! {
                <Choice
                    label="Kind of piece" name="/form" value=editor.form options=forms
                    hide_label=true
                />
            })}
            {fields}
            <TextField
                label="Name" name="/name" value=editor.name hint=hint optional=true
                error=editor.at("/name") max_length=200u32
            />
        </Panel>
    }
}

/// The style of the catalogue that it is one of.
#[component]
fn Style(editor: Editor) -> impl IntoView {
    let pick = move |piece: Sellable| {
        if editor.price.with_untracked(|typed| typed.trim().is_empty()) {
            editor.price.set(piece.price.plain());
        }
        editor.style.set(Some(piece));
    };
    move || match editor.style.get() {
        Some(style) => view! {
            <div class="chosen-customer" role="group" aria-label="Style">
                <div>
                    <p class="kicker">"Style"</p>
                    <p class="chosen-name breakable">{style.description()}</p>
                    <p class="quiet breakable">{style.sku.unwrap_or_default()}</p>
                </div>
                <Button
                    variant=ButtonVariant::Quiet icon=IconName::Search
                    on_press=move |()| editor.style.set(None)
                >
                    "Change style"
                </Button>
            </div>
        }
        .into_any(),
        None => view! { <StylePicker label="Style from the catalogue" on_pick=pick /> }.into_any(),
    }
}

#[component]
fn Worth(editor: Editor) -> impl IntoView {
    let is_new = editor.is_new();
    let fixed = (!is_new).then(|| untrack(|| editor.draft().ownership));
    let whose = move || fixed.unwrap_or_else(|| editor.whose());
    let cost = move || match whose() {
        Ownership::MemoIn => ("Owed to the vendor", "When it is sold."),
        Ownership::Owned | Ownership::Customer => ("Cost", "What is ours stands in the books."),
    };
    let fields = move || match whose() {
        Ownership::Customer => view! {
            <MoneyField
                label="Declared value" name="/declared_value" value=editor.declared_value
                hint=Some("What the customer says it is worth, for the insurance.".to_owned())
                error=editor.at("/declared_value")
            />
        }
        .into_any(),
        Ownership::Owned | Ownership::MemoIn => view! {
            <MoneyField
                label="Price" name="/price" value=editor.price optional=true
                error=editor.at("/price")
            />
            {is_new.then(|| view! {
                <MoneyField
                    label=cost().0 name="/cost" value=editor.cost hint=Some(cost().1.to_owned())
                    error=editor.at("/cost")
                />
            })}
        }
        .into_any(),
    };
    view! {
        <Panel title="What it is worth">
            <div class="form-grid worth">{fields}</div>
        </Panel>
    }
}

#[component]
fn Report(editor: Editor) -> impl IntoView {
    view! {
        <Panel title="Report">
            <div class="form-grid">
                <TextField
                    label="Laboratory" name="/lab" value=editor.lab optional=true
                    error=editor.at("/lab") placeholder="GIA" max_length=30u32
                />
                <TextField
                    label="Report number" name="/certificate" value=editor.certificate
                    optional=true error=editor.at("/certificate") max_length=40u32
                />
                <TextField
                    label="Inscription" name="/inscription" value=editor.inscription
                    optional=true error=editor.at("/inscription") max_length=60u32
                />
            </div>
        </Panel>
    }
}

#[component]
fn House(editor: Editor) -> impl IntoView {
    let numbered = editor
        .is_new()
        .then(|| "Scan or type it. Empty takes the next number.".to_owned());
    view! {
        <Panel title="For the house">
            <div class="form-grid">
                <TextField
                    label="Serial" name="/serial" value=editor.serial optional=editor.is_new()
                    hint=Signal::stored(numbered) error=editor.at("/serial") max_length=40u32
                />
                <TextField
                    label="Vendor’s number" name="/vendor_style" value=editor.vendor_style
                    optional=true error=editor.at("/vendor_style") max_length=60u32
                />
                <Show when=move || !editor.is_stone()>
                    <NumberField
                        label="Weight" name="/weight" value=editor.weight
                        unit=Some("g".to_owned()) optional=true error=editor.at("/weight")
                    />
                </Show>
                <div data-span="full">
                    <TextArea
                        label="Note" name="/note" value=editor.note optional=true rows=2
                        error=editor.at("/note") max_length=2_000u32
                    />
                </div>
            </div>
        </Panel>
    }
}
