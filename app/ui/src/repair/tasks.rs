//! What is done to a piece, as it is chosen from the price book and priced.

use crate::components::{
    Button, ButtonVariant, ComboOption, Combobox, IconName, MoneyField, NumberField, TextField,
};
use domain::ids::BookTaskId;
use domain::orders::repair::book::{BookTask, PriceBook};
use domain::orders::repair::tasks::{NewTask, Task};
use leptos::prelude::*;

/// More than fit on a tablet below the field.
const MOST_FOUND: usize = 8;

/// A task as it is typed.
#[derive(Clone, Copy)]
struct TaskForm {
    key: u32,
    task: Option<BookTaskId>,
    name: StoredValue<String>,
    /// What the book asks for it once.
    list: StoredValue<Option<String>>,
    words: RwSignal<String>,
    quantity: RwSignal<String>,
    price: RwSignal<String>,
    reason: RwSignal<String>,
}

/// The tasks of a piece as they are typed.
#[derive(Clone, Copy)]
pub(crate) struct TaskList {
    rows: RwSignal<Vec<TaskForm>>,
    next: StoredValue<u32>,
    /// Whose the fields are: they outlive the list that a task was picked from.
    owner: StoredValue<Owner>,
}

impl TaskList {
    /// Starts from what is agreed already.
    pub(crate) fn of(tasks: &[Task]) -> Self {
        let list = Self {
            rows: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::new()),
        };
        for task in tasks {
            let own = task.task.is_none() || task.list.is_some();
            let price = own.then(|| task.price().ok()).flatten();
            let price = price.map(domain::money::Money::plain).unwrap_or_default();
            list.push((task.task, task.name.clone()), None, |row| {
                row.words.set(task.words.clone().unwrap_or_default());
                row.quantity.set(task.quantity.to_string());
                row.price.set(price);
                row.reason
                    .set(task.price_reason.clone().unwrap_or_default());
            });
        }
        list
    }

    fn push(
        self,
        (task, name): (Option<BookTaskId>, String),
        list: Option<String>,
        fill: impl FnOnce(TaskForm),
    ) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let row = self.owner.get_value().with(|| TaskForm {
            key,
            task,
            name: StoredValue::new(name),
            list: StoredValue::new(list),
            words: RwSignal::new(String::new()),
            quantity: RwSignal::new("1".to_owned()),
            price: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
        });
        fill(row);
        self.rows.update(|rows| rows.push(row));
    }

    /// What stands in the fields.
    pub(crate) fn typed(self) -> Vec<NewTask> {
        let one = |row: &TaskForm| NewTask {
            task: row.task,
            words: match row.task {
                Some(_) => row.words.get(),
                None => row.name.get_value(),
            },
            quantity: row
                .quantity
                .with(|count| count.trim().parse().unwrap_or_default()),
            price: row.price.get(),
            price_reason: row.reason.get(),
        };
        self.rows.with(|rows| rows.iter().map(one).collect())
    }
}

/// The tasks of a piece: a box that finds them, and a line for each that was chosen.
#[component]
pub(crate) fn TaskFields(
    list: TaskList,
    /// The book to pick from, once it is here.
    #[prop(into)]
    book: Signal<Option<PriceBook>>,
    /// Where the piece stands in what is sent: `/pieces/0`.
    #[prop(into)]
    pointer: Signal<String>,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let fetch = move |typed: String| async move {
        let found = book.with_untracked(|book| {
            let book = book.as_ref()?;
            Some(book.found(&typed).take(MOST_FOUND).cloned().collect())
        });
        found.ok_or_else(|| "The price book is still on its way.".to_owned())
    };
    let priced =
        move |task: &BookTask| book.with_untracked(|book| task.price(&book.as_ref()?.terms).ok());
    let show = move |task: BookTask| {
        let option = ComboOption::new(task.name.clone());
        match priced(&task) {
            Some(price) => option.aside(price.to_string()),
            None => option,
        }
    };
    let pick = move |task: BookTask| {
        let price = priced(&task).map(|price| price.to_string());
        list.push((Some(task.id), task.name), price, |_| {});
    };
    let describe = move |words: String| {
        text.set(String::new());
        list.push((None, words), None, |_| {});
    };
    let at = move |rest: String| {
        Signal::derive(move || error.run(format!("{}/tasks{rest}", pointer.get())))
    };
    let name = pointer.get_untracked();
    view! {
        <ul class="repair-tasks">
            <For each=move || list.rows.get() key=|row| row.key let:row>
                <TaskRow list=list row=row name=name.clone() pointer=pointer error=error />
            </For>
        </ul>
        <Combobox
            label="What is done" name=format!("{}/tasks", pointer.get_untracked()) text=text
            fetch=fetch show=show on_select=pick on_create=describe
            create_label="Not in the price book:" clear_on_select=true debounce_ms=60
            placeholder="Size, prong, chain, polish …" error=at(String::new())
        />
    }
}

#[component]
fn TaskRow(
    list: TaskList,
    row: TaskForm,
    name: String,
    pointer: Signal<String>,
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let place = move || {
        let of = |rows: &Vec<TaskForm>| rows.iter().position(|known| known.key == row.key);
        list.rows.with(of).unwrap_or_default()
    };
    let at = move |field: &'static str| {
        Signal::derive(move || error.run(format!("{}/tasks/{}/{field}", pointer.get(), place())))
    };
    let field = move |field: &str| format!("{name}/tasks/{}/{field}", row.key);
    let label = row.name.get_value();
    let in_book = row.task.is_some();
    let repriced = move || in_book && row.price.with(|price| !price.trim().is_empty());
    let list_price = row
        .list
        .get_value()
        .map(|price| format!("Empty takes the book’s {price}"));
    let remove = move |()| {
        list.rows
            .update(|rows| rows.retain(|known| known.key != row.key))
    };
    view! {
        <li class="repair-task">
            <p class="piece-name breakable">{label.clone()}</p>
            <Button variant=ButtonVariant::Quiet icon=IconName::Trash icon_only=true on_press=remove>
                {format!("Remove {label}")}
            </Button>
            <div class="form-grid" data-span="full">
                {in_book.then(|| view! {
                    <TextField
                        label="Details" name=field("words") value=row.words optional=true
                        placeholder="from 6 to 7¼" autocomplete="off" error=at("words") />
                })}
                <NumberField
                    label="How often" name=field("quantity") value=row.quantity whole=true
                    error=at("quantity") />
                <MoneyField
                    label="Price" name=field("price") value=row.price optional=in_book
                    hint=list_price error=at("price") />
                <Show when=repriced>
                    <TextField
                        label="Why this price?" name=field("price_reason") value=row.reason
                        autocomplete="off" error=at("price_reason") />
                </Show>
            </div>
        </li>
    }
}
