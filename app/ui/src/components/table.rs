//! Tables that become stacked rows on a phone. Roles are written out because the stacked layout
//! would otherwise take the table away from those who listen.

use leptos::prelude::*;

/// A column of a [`DataTable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
    hidden: bool,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
            hidden: false,
        }
    }

    /// Figures, set to the right.
    pub fn numeric(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: true,
            hidden: false,
        }
    }

    /// A heading only for those who listen: the column of buttons.
    pub fn unseen(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
            hidden: true,
        }
    }
}

/// A table with its head. Put [`Row`]s inside.
#[component]
pub fn DataTable(
    /// What the table lists; spoken, not shown.
    #[prop(into)]
    caption: String,
    columns: Vec<Column>,
    /// Rows of totals below.
    #[prop(optional, into)]
    foot: Option<leptos::children::ViewFnOnce>,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| {
            view! {
                <th scope="col" role="columnheader" data-numeric=column.numeric.then_some("")>
                    <span class=column.hidden.then_some("visually-hidden")>{column.label}</span>
                </th>
            }
        })
        .collect_view();
    view! {
        <table class="table" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{children()}</tbody>
            {foot.map(|foot| view! { <tfoot role="rowgroup">{foot.run()}</tfoot> })}
        </table>
    }
}

/// A row. With a [`RowLink`] in it the whole row can be tapped.
#[component]
pub fn Row(#[prop(optional)] selected: bool, children: Children) -> impl IntoView {
    view! {
        <tr role="row" data-selected=selected.then_some("")>
            {children()}
        </tr>
    }
}

/// A cell. `label` repeats the heading where rows are stacked; leave it out for the row's title.
#[component]
pub fn Cell(
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional)] numeric: bool,
    #[prop(optional)] span: Option<u16>,
    children: Children,
) -> impl IntoView {
    view! {
        <td role="cell" data-label=label data-numeric=numeric.then_some("") colspan=span>
            {children()}
        </td>
    }
}

/// The link that a whole row follows.
#[component]
pub fn RowLink(#[prop(into)] href: String, children: Children) -> impl IntoView {
    view! {
        <a class="row-link" href=href>
            {children()}
        </a>
    }
}
