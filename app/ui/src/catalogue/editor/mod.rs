//! Writing a style by hand.

mod options;
mod photos;
mod state;
mod variants;

use super::api::{catalogue_facets, create_style, edit_style};
use super::detail::addressed_style;
use crate::components::{
    Actions, Banner, Button, ButtonVariant, Choice, ChoiceOption, LinkButton, NumberField,
    PageHeader, Panel, SelectField, SelectOption, SkeletonShape, TextArea, TextField, Tone,
    browser::focus_first_invalid, use_toasts,
};
use crate::error::UiError;
use crate::loaded::loaded;
use crate::people::use_session;
use domain::catalogue::Facets;
use domain::ids::IdempotencyKey;
use domain::staff::Permission;
use domain::tax::LineClass;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use options::Options;
use photos::Photos;
use state::Editor;
use variants::Variants;

/// A new style.
#[component]
pub(super) fn NewStyle() -> impl IntoView {
    let session = use_session();
    let facets = Resource::new(|| (), |()| catalogue_facets());
    view! {
        <Title text="New style" />
        <PageHeader title="New style" back=("/catalogue".to_owned(), "Catalogue".to_owned()) />
        {loaded(facets, SkeletonShape::Lines, move |facets| {
            let editor = Editor::new(&facets, session.may(Permission::ViewCost));
            view! { <Sheet editor=editor facets=facets back="/catalogue".to_owned() /> }
        })}
    }
}

/// A style that is there already.
#[component]
pub(super) fn EditStyle() -> impl IntoView {
    let style = addressed_style();
    let both = Resource::new(
        || (),
        move |()| async move { Ok::<_, UiError>((style.await?, catalogue_facets().await?)) },
    );
    loaded(both, SkeletonShape::Lines, |(style, facets)| {
        let back = format!("/catalogue/{}", style.id);
        let title = format!("Edit {}", style.title);
        let editor = Editor::of(style, &facets);
        view! {
            <Title text=title.clone() />
            <PageHeader title=title back=(back.clone(), "Style".to_owned()) />
            <Sheet editor=editor facets=facets back=back />
        }
    })
}

#[component]
fn Sheet(editor: Editor, facets: Facets, back: String) -> impl IntoView {
    let save = saving(editor);
    let refused = move || {
        editor.error.get().map(|error| {
            view! { <Banner tone=Tone::Danger>{sentence(&error)}</Banner> }
        })
    };
    view! {
        <form
            class="stack style-editor"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save.run(());
            }
        >
            {refused}
            <Basics editor=editor facets=facets />
            <Options editor=editor />
            <Variants editor=editor />
            <Photos editor=editor />
            <Actions end=true>
                <LinkButton href=back variant=ButtonVariant::Quiet>"Go back"</LinkButton>
                <Button submit=true variant=ButtonVariant::Primary busy=editor.busy>
                    "Save style"
                </Button>
            </Actions>
        </form>
    }
}

fn sentence(error: &UiError) -> String {
    let of_the_whole = error.field("/variants").or_else(|| error.field("/photos"));
    of_the_whole.unwrap_or_else(|| error.to_string())
}

/// Checks, sends, and goes to the style; a failure keeps everything that was typed.
fn saving(editor: Editor) -> Callback<()> {
    let navigate = use_navigate();
    let toasts = use_toasts();
    Callback::new(move |()| {
        if editor.busy.get_untracked() {
            return;
        }
        let draft = untrack(|| editor.draft());
        if let Err(errors) = draft.check(editor.currency.get_value()) {
            editor.error.set(Some(UiError::Invalid(errors)));
            focus_first_invalid();
            return;
        }
        editor.error.set(None);
        editor.busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let key = editor.key.get_value();
            let saved = match editor.known.get_value() {
                None => create_style(draft, key).await,
                Some((id, version)) => edit_style(id, version, draft, key).await,
            };
            editor.busy.set(false);
            match saved {
                Ok(saved) => {
                    editor.key.set_value(IdempotencyKey::generate());
                    toasts.success("The style is saved.");
                    navigate(
                        &format!("/catalogue/{}", saved.id),
                        NavigateOptions::default(),
                    );
                }
                Err(error) => {
                    if !matches!(error, UiError::Offline | UiError::Unavailable) {
                        // What was refused is not what will be sent next.
                        editor.key.set_value(IdempotencyKey::generate());
                    }
                    editor.error.set(Some(error));
                    focus_first_invalid();
                }
            }
        });
    })
}

#[component]
fn Basics(editor: Editor, facets: Facets) -> impl IntoView {
    let vendors: Vec<_> = facets
        .vendors
        .into_iter()
        .map(|(id, name)| SelectOption::new(id.to_string(), name))
        .collect();
    let routes: Vec<_> = facets
        .routes
        .into_iter()
        .map(|(id, name)| SelectOption::new(id.to_string(), format!("At our bench: {name}")))
        .collect();
    let classes: Vec<_> = LineClass::ALL
        .iter()
        .map(|class| ChoiceOption::new(class.code(), class.label()))
        .collect();
    view! {
        <Panel title="The style">
            <div class="form-grid">
                <div data-span="full">
                    <TextField
                        label="Title" name="/title" value=editor.title
                        error=editor.error_at("/title") max_length=255u32
                    />
                </div>
                <TextField
                    label="Style number" name="/style_number" value=editor.style_number
                    error=editor.error_at("/style_number") optional=true max_length=60u32
                />
                <TextField
                    label="Category" name="/category" value=editor.category optional=true
                    error=editor.error_at("/category") placeholder="Rings" max_length=80u32
                />
                <SelectField
                    label="Vendor" name="/vendor" value=editor.vendor options=vendors
                    prompt="Not said" error=editor.error_at("/vendor") optional=true
                />
                <NumberField
                    label="Lead time" name="/lead_days" value=editor.lead_days whole=true
                    unit=Some("working days".to_owned()) optional=true
                    hint=Some("Empty takes the vendor’s.".to_owned())
                    error=editor.error_at("/lead_days")
                />
                <SelectField
                    label="Made in the house" name="/route" value=editor.route options=routes
                    prompt="No, bought" error=editor.error_at("/route") optional=true
                />
                <Choice label="Taxed as" name="/class" value=editor.class options=classes />
                <div data-span="full">
                    <TextArea
                        label="Description" name="/description" value=editor.description
                        error=editor.error_at("/description") optional=true
                    />
                </div>
            </div>
        </Panel>
    }
}
