//! A line of an order and the piece of stock that is promised to it.

use super::api::{release_piece, reserve_any_piece, reserve_piece};
use super::picker::PiecePicker;
use crate::components::{
    Actions, Banner, Button, ButtonVariant, Dialog, DialogSize, Icon, IconName, Toasts, Tone,
    use_toasts,
};
use crate::error::UiError;
use crate::people::use_session;
use domain::ids::{IdempotencyKey, LineId, OrderId, PieceId};
use domain::orders::lifecycle::Position;
use domain::orders::view::{LinePiece, LineView};
use domain::staff::Permission;
use domain::stock::promise_refusal;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A line for which a piece is looked for. Copies share it.
#[derive(Clone, Copy)]
struct Seeking {
    order: OrderId,
    line: LineId,
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    wrong: RwSignal<Option<UiError>>,
    key: StoredValue<IdempotencyKey>,
    on_change: Callback<()>,
    toasts: Toasts,
}

/// Which piece comes from stock for this line, or the way to promise it one.
#[component]
pub fn LineStock(
    order: OrderId,
    number: String,
    position: Position,
    line: LineView,
    /// Called when something was promised or let go.
    on_change: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let may = untrack(|| session.may(Permission::TakeOrders));
    let open_to_it = may && promise_refusal(&number, position, line.quantity).is_none();
    let seeking = Seeking {
        order,
        line: line.id,
        open: RwSignal::new(false),
        busy: RwSignal::new(false),
        wrong: RwSignal::new(None),
        key: StoredValue::new(IdempotencyKey::generate()),
        on_change,
        toasts: use_toasts(),
    };
    match line.piece {
        Some(piece) => {
            view! { <Promised seeking=seeking piece=piece open_to_it=open_to_it /> }.into_any()
        }
        None if open_to_it => {
            let (styled, words) = (line.variant.is_some(), first_words(&line.description));
            view! { <FromStock seeking=seeking styled=styled words=words /> }.into_any()
        }
        None => ().into_any(),
    }
}

#[component]
fn Promised(seeking: Seeking, piece: LinePiece, open_to_it: bool) -> impl IntoView {
    let place = piece.location.map(|place| format!(" in {place}"));
    let serial = piece.serial.clone();
    let let_go = move |()| seeking.let_go(piece.id, serial.clone());
    view! {
        <div class="line-stock">
            <p>
                <Icon name=IconName::Drawers />
                <span class="breakable">
                    "From stock: " <a href=format!("/stock/{}", piece.id)>{piece.serial}</a> {place}
                </span>
            </p>
            {open_to_it.then(|| view! {
                <Button variant=ButtonVariant::Quiet busy=seeking.busy on_press=let_go>
                    "Let go"
                </Button>
            })}
            {move || seeking.refusal()}
        </div>
    }
}

#[component]
fn FromStock(seeking: Seeking, styled: bool, words: String) -> impl IntoView {
    let start = move |()| {
        seeking.wrong.set(None);
        seeking.open.set(true);
    };
    view! {
        <div class="line-stock">
            <Button variant=ButtonVariant::Quiet icon=IconName::Drawers on_press=start>
                "From stock"
            </Button>
        </div>
        <Dialog open=seeking.open title="Promise a piece from stock" size=DialogSize::Medium>
            {move || seeking.refusal()}
            <PiecePicker
                words=words.clone()
                on_pick=move |piece: PieceId| seeking.promise(Some(piece))
            />
            {styled.then(|| view! {
                <Actions>
                    <Button busy=seeking.busy on_press=move |()| seeking.promise(None)>
                        "Any free one of this style"
                    </Button>
                </Actions>
            })}
        </Dialog>
    }
}

/// What a line's piece would be called in stock: its words without size and metal.
fn first_words(description: &str) -> String {
    let first = description.split(',').next().unwrap_or_default();
    first.trim().to_owned()
}

impl Seeking {
    /// Promises this piece, or any of the line's own style.
    fn promise(self, piece: Option<PieceId>) {
        self.work(async move {
            let key = self.key.get_value();
            match piece {
                Some(piece) => reserve_piece(self.order, self.line, piece, key).await?,
                None => reserve_any_piece(self.order, self.line, key).await?,
            };
            Ok("A piece is promised to this order.".to_owned())
        });
    }

    fn let_go(self, piece: PieceId, serial: String) {
        self.work(async move {
            release_piece(self.order, piece, self.key.get_value()).await?;
            Ok(format!("{serial} is free again."))
        });
    }

    fn work(self, deed: impl Future<Output = Result<String, UiError>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(None);
        spawn_local(async move {
            match deed.await {
                Ok(said) => {
                    self.toasts.success(said);
                    self.open.set(false);
                    self.on_change.run(());
                }
                Err(error) => self.wrong.set(Some(error)),
            }
            self.key.set_value(IdempotencyKey::generate());
            self.busy.set(false);
        });
    }

    fn refusal(self) -> Option<impl IntoView + use<>> {
        let wrong = self.wrong.get()?;
        Some(view! { <Banner tone=Tone::Danger>{wrong.to_string()}</Banner> })
    }
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn a_line_is_looked_for_by_its_style() {
        assert_eq!(
            first_words("Cushion halo ring, 5 / 14K white"),
            "Cushion halo ring"
        );
        assert_eq!(first_words("Estate ring"), "Estate ring");
    }
}
