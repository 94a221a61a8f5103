//! Paper.

use super::Chapter;
use crate::components::*;
use leptos::prelude::*;

#[component]
pub(super) fn Paper() -> impl IntoView {
    let letterhead = Letterhead {
        shop: "Reyes & Daughters".into(),
        lines: vec![
            "14 Main Street, Hudson, NY 12534".into(),
            "(518) 555-0123".into(),
        ],
    };
    let columns = vec![
        Column::new("Piece"),
        Column::numeric("Quantity"),
        Column::numeric("Price"),
    ];
    view! {
        <Chapter id="paper" title="Paper">
            <PrintSheet
                letterhead=letterhead
                title="Claim check"
                number="SO-10234"
                date="23 November 2026"
                size=PaperSize::Half
                foot=|| {
                    view! {
                        "Please bring this with you. Stones and metals are described as ordered and are
                        examined again before hand-over."
                    }
                }
            >
                <Barcode text="SO-10234" />
                <DefinitionList>
                    <Definition term="Customer">"Margaret Łukasiewicz"</Definition>
                    <Definition term="Promise date">"Friday 4 December"</Definition>
                    <Definition term="Owed at pick-up" strong=true>
                        <MoneyText amount="$1,240.00" />
                    </Definition>
                </DefinitionList>
                <DataTable caption="What was ordered" columns=columns>
                    <Row>
                        <Cell>"Emerald halo ring, 18K yellow, size 6½"</Cell>
                        <Cell label="Quantity" numeric=true>
                            "1"
                        </Cell>
                        <Cell label="Price" numeric=true>
                            <MoneyText amount="$1,708.34" />
                        </Cell>
                    </Row>
                </DataTable>
                <PrintLine label="Signature of the customer" />
            </PrintSheet>
        </Chapter>
    }
}
