//! One piece: what it is, where it lies, whose it is, and all that happened to it.

mod facts;
mod history;
mod photos;
mod place;
mod steps;
mod stone;

use super::api::show_piece;
use super::words;
use crate::components::{Badge, IconName, LinkButton, PageHeader, SkeletonShape, Tone};
use crate::custody::PieceWhereabouts;
use crate::error::UiError;
use crate::files::PrintLabels;
use crate::live::on_carried;
use crate::loaded::{addressed, loaded};
use crate::people::use_session;
use domain::staff::Permission;
use domain::stock::{PieceDetail, PieceState};
use facts::Facts;
use history::History;
pub(super) use history::look;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use photos::Photos;
use steps::Steps;
use stone::WhatItIs;

/// A piece on the screen: what it is now, and how to look again.
#[derive(Clone, Copy)]
struct Shown {
    piece: RwSignal<PieceDetail>,
}

impl Shown {
    fn refresh(self) {
        let id = self.piece.with_untracked(|piece| piece.id);
        spawn_local(async move {
            if let Ok(now) = show_piece(id).await {
                // The screen may be gone by then.
                drop(self.piece.try_set(now));
            }
        });
    }
}

/// The piece that the address names.
pub(super) fn addressed_piece() -> Resource<Result<PieceDetail, UiError>> {
    addressed(show_piece)
}

#[component]
pub(super) fn PiecePage() -> impl IntoView {
    loaded(
        addressed_piece(),
        SkeletonShape::Lines,
        |piece| view! { <Page piece=piece /> },
    )
}

#[component]
fn Page(piece: PieceDetail) -> impl IntoView {
    let kicker = words::form(piece.form);
    let edit = format!("/stock/{}/edit", piece.id);
    let label = format!("/stock/{}/label", piece.id);
    let about = format!("The label of {}.", piece.serial);
    let shown = Shown {
        piece: RwSignal::new(piece),
    };
    let piece = shown.piece;
    let (id, version) = (
        piece.with_untracked(|piece| piece.id),
        Signal::derive(move || piece.with(|piece| piece.version)),
    );
    on_carried(move || shown.refresh());
    let session = use_session();
    // What has left is as it was.
    let editable = move || {
        session.may(Permission::KeepStock) && piece.with(|piece| piece.state == PieceState::Here)
    };
    let title = move || piece.with(|piece| format!("{} · {}", piece.serial, piece.name));
    view! {
        <Title text=title />
        <PageHeader
            title=Signal::derive(move || piece.with(|piece| piece.name.clone()))
            kicker=kicker
            back=("/stock".to_owned(), "Stock".to_owned())
            meta=move || view! { <Meta piece=piece /> }
            actions=move || view! {
                <PrintLabels label="Print tag" about=about.clone() path=label.clone() of_pieces=true />
                <Show when=editable>
                    <LinkButton href=edit.clone() icon=IconName::Pen>"Edit"</LinkButton>
                </Show>
            }
        />
        <div class="split piece-page">
            <div class="stack">
                <Steps shown=shown />
                <WhatItIs piece=piece />
                <Photos shown=shown />
            </div>
            <div class="stack piece-aside">
                <PieceWhereabouts piece=id version=version />
                <Facts piece=piece />
            </div>
            <History piece=piece />
        </div>
    }
}

#[component]
fn Meta(piece: RwSignal<PieceDetail>) -> impl IntoView {
    let state = Memo::new(move |_| piece.with(|piece| piece.state));
    let foreign = piece.with_untracked(|piece| words::foreign(piece.ownership));
    view! {
        <span class="serial">{move || piece.with(|piece| piece.serial.clone())}</span>
        <Badge tone=Signal::derive(move || words::tone(state.get()))>
            {move || state.get().label()}
        </Badge>
        {foreign.map(|whose| view! { <Badge tone=Tone::Info>{whose}</Badge> })}
    }
}
