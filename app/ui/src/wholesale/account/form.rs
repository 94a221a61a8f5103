//! An account as it is typed: opened for a customer, or changed.

use super::Known;
use crate::attempt::{Attempt, AttemptForm};
use crate::catalogue::StylePicker;
use crate::components::{
    Button, Checkbox, DateField, Dialog, DialogSize, IconName, MoneyField, NumberField, PageHeader,
    Panel, SelectField, SelectOption, SkeletonShape, TextArea, TextField, use_toasts,
};
use crate::customers::CustomerPicker;
use crate::loaded::{asked, loaded};
use crate::wholesale::api::{load_wholesale_book, save_account};
use crate::wholesale::terms::{Gone, Rows};
use domain::catalogue::Sellable;
use domain::input::FieldErrors;
use domain::money::Currency;
use domain::wholesale::account::{
    AccountDraft, AccountView, CertificateDraft, Contact, StylePriceDraft,
};
use domain::wholesale::book::WholesaleBook;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Opens the form of an account that there is.
#[component]
pub(super) fn EditButton(account: StoredValue<AccountView>, known: Known) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button icon=IconName::Pen on_press=move |()| open.set(true)>"Change"</Button>
        <Dialog open=open title="Change the account" size=DialogSize::Wide>
            {move || open.get().then(|| view! { <Change account=account open=open known=known /> })}
        </Dialog>
    }
}

#[component]
fn Change(account: StoredValue<AccountView>, open: RwSignal<bool>, known: Known) -> impl IntoView {
    asked(load_wholesale_book, SkeletonShape::Lines, move |book| {
        let attempt = Attempt::new(open, move || known.refetch());
        let toasts = use_toasts();
        let account = account.get_value();
        let (id, version) = (account.customer, account.version);
        let currency = account.credit.limit.currency();
        let form = AccountForm::of(account.as_typed());
        let go = move |()| {
            let draft = untrack(|| form.typed());
            if let Err(wrong) = draft.checked(currency) {
                attempt.complain(wrong);
                return;
            }
            attempt.make(
                move |key| save_account(id, Some(version), draft, key),
                move |_| toasts.success("The account is kept."),
            );
        };
        view! {
            <AttemptForm attempt=attempt verb="Keep it" on_go=go>
                <Fields form=form book=book attempt=attempt />
            </AttemptForm>
        }
    })
}

/// The screen on which an account is opened for a customer.
#[component]
pub(in crate::wholesale) fn Door() -> impl IntoView {
    let book = Resource::new(|| (), |()| load_wholesale_book());
    view! {
        <Title text="Open an account" />
        <PageHeader
            title="Open an account" kicker="Wholesale"
            back=("/wholesale".to_owned(), "Wholesale".to_owned())
        />
        {loaded(book, SkeletonShape::Lines, |book| view! { <New book=book /> })}
    }
}

#[component]
fn New(book: WholesaleBook) -> impl IntoView {
    let open = RwSignal::new(true);
    let attempt = Attempt::new(open, || ());
    let toasts = use_toasts();
    let navigate = use_navigate();
    let customer = RwSignal::new(None);
    let form = AccountForm::of(AccountDraft {
        terms: book.terms.first().map(|terms| terms.id),
        tier: book.tiers.first().map(|tier| tier.id),
        active: true,
        ..AccountDraft::default()
    });
    let go = move |()| {
        let draft = untrack(|| form.typed());
        let mut errors = FieldErrors::new();
        let chosen: Option<domain::customers::CustomerCard> = customer.get_untracked();
        if chosen.is_none() {
            errors.add("/customer", "Choose the customer.");
        }
        // What the amounts are in only matters to who reads them: the server knows the store's.
        if let Err(wrong) = draft.checked(Currency::USD) {
            errors.nest("", wrong);
        }
        let Some(card) = chosen.filter(|_| errors.is_empty()) else {
            attempt.complain(errors);
            return;
        };
        let navigate = navigate.clone();
        attempt.make(
            move |key| save_account(card.id, None, draft, key),
            move |_| {
                toasts.success(format!("{} can order now.", card.name));
                navigate(
                    &format!("/wholesale/{}", card.id),
                    NavigateOptions::default(),
                );
            },
        );
    };
    let back = use_navigate();
    Effect::new(move |before: Option<()>| {
        // “Go back” leads where one came from.
        let leaves = !open.get() && before.is_some();
        if leaves && customer.with_untracked(Option::is_none) {
            back("/wholesale", NavigateOptions::default());
        }
    });
    view! {
        <div class="reading">
            <Panel title="Account">
                <AttemptForm attempt=attempt verb="Open the account" on_go=go>
                    <CustomerPicker selected=customer error=attempt.at("/customer") autofocus=true />
                    <Fields form=form book=book attempt=attempt />
                </AttemptForm>
            </Panel>
        </div>
    }
}

#[derive(Clone, Copy)]
struct Person {
    name: RwSignal<String>,
    role: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
}

#[derive(Clone, Copy)]
struct Paper {
    state: RwSignal<String>,
    number: RwSignal<String>,
    expires_on: RwSignal<String>,
}

#[derive(Clone)]
struct Agreed {
    draft: StylePriceDraft,
    price: RwSignal<String>,
}

/// The fields of an account.
#[derive(Clone, Copy)]
struct AccountForm {
    terms: RwSignal<String>,
    tier: RwSignal<String>,
    discount: RwSignal<String>,
    credit_limit: RwSignal<String>,
    minimum: RwSignal<String>,
    rep: RwSignal<String>,
    note: RwSignal<String>,
    active: RwSignal<bool>,
    contacts: Rows<Person>,
    certificates: Rows<Paper>,
    styles: Rows<Agreed>,
}

fn person(contact: Contact) -> Person {
    Person {
        name: RwSignal::new(contact.name),
        role: RwSignal::new(contact.role),
        phone: RwSignal::new(contact.phone),
        email: RwSignal::new(contact.email),
    }
}

fn paper(draft: CertificateDraft) -> Paper {
    let day = draft.expires_on.map(|day| day.to_string());
    Paper {
        state: RwSignal::new(draft.state),
        number: RwSignal::new(draft.number),
        expires_on: RwSignal::new(day.unwrap_or_default()),
    }
}

fn agreed(draft: StylePriceDraft) -> Agreed {
    Agreed {
        price: RwSignal::new(draft.price.clone()),
        draft,
    }
}

impl AccountForm {
    fn of(draft: AccountDraft) -> Self {
        let id = |id: Option<String>| RwSignal::new(id.unwrap_or_default());
        Self {
            terms: id(draft.terms.map(|id| id.to_string())),
            tier: id(draft.tier.map(|id| id.to_string())),
            discount: RwSignal::new(draft.discount),
            credit_limit: RwSignal::new(draft.credit_limit),
            minimum: RwSignal::new(draft.minimum),
            rep: RwSignal::new(draft.rep),
            note: RwSignal::new(draft.note),
            active: RwSignal::new(draft.active),
            contacts: Rows::of(draft.contacts, person),
            certificates: Rows::of(draft.certificates, paper),
            styles: Rows::of(draft.styles, agreed),
        }
    }

    fn typed(self) -> AccountDraft {
        let contact = |row: Person| Contact {
            name: row.name.get(),
            role: row.role.get(),
            phone: row.phone.get(),
            email: row.email.get(),
        };
        let certificate = |row: Paper| CertificateDraft {
            state: row.state.get(),
            number: row.number.get(),
            expires_on: row.expires_on.with(|day| day.parse().ok()),
        };
        let style = |row: Agreed| StylePriceDraft {
            price: row.price.get(),
            ..row.draft
        };
        AccountDraft {
            terms: self.terms.with(|id| id.parse().ok()),
            tier: self.tier.with(|id| id.parse().ok()),
            discount: self.discount.get(),
            credit_limit: self.credit_limit.get(),
            minimum: self.minimum.get(),
            rep: self.rep.get(),
            note: self.note.get(),
            active: self.active.get(),
            contacts: self.contacts.all().into_iter().map(contact).collect(),
            certificates: self
                .certificates
                .all()
                .into_iter()
                .map(certificate)
                .collect(),
            styles: self.styles.all().into_iter().map(style).collect(),
        }
    }
}

#[component]
fn Fields(form: AccountForm, book: WholesaleBook, attempt: Attempt) -> impl IntoView {
    let terms: Vec<_> = book
        .terms
        .iter()
        .map(|terms| SelectOption::new(terms.id.to_string(), terms.name.clone()))
        .collect();
    let tiers: Vec<_> = book
        .tiers
        .iter()
        .map(|tier| {
            let words = format!("{}: {} % off", tier.name, tier.discount.normalize());
            SelectOption::new(tier.id.to_string(), words)
        })
        .collect();
    view! {
        <div class="form-grid">
            <SelectField
                label="Terms" name="/terms" value=form.terms options=terms
                error=attempt.at("/terms") />
            <SelectField
                label="Tier" name="/tier" value=form.tier options=tiers error=attempt.at("/tier") />
            <MoneyField
                label="Credit limit" name="/credit_limit" value=form.credit_limit
                error=attempt.at("/credit_limit") />
            <MoneyField
                label="Orders for at least" name="/minimum" value=form.minimum optional=true
                error=attempt.at("/minimum") />
            <NumberField
                label="Discount of its own" name="/discount" value=form.discount optional=true
                unit=Some("%".to_owned()) hint=Some("In place of the tier's.".to_owned())
                error=attempt.at("/discount") />
            <TextField
                label="Looked after by" name="/rep" value=form.rep optional=true autocomplete="off"
                error=attempt.at("/rep") />
        </div>
        <Papers form=form attempt=attempt />
        <Styles form=form attempt=attempt />
        <Contacts form=form attempt=attempt />
        <TextArea
            label="Note for the house" name="/note" value=form.note rows=2 optional=true
            error=attempt.at("/note") />
        <Checkbox label="It may order" name="/active" checked=form.active />
    }
}

#[component]
fn Papers(form: AccountForm, attempt: Attempt) -> impl IntoView {
    let rows = form.certificates;
    let one = move |(key, row): (u32, Paper)| {
        let at = move |field: &'static str| rows.error(key, attempt, "certificates", field);
        view! {
            <div class="form-grid">
                <TextField
                    label="State" name=format!("/certificates/{key}/state") value=row.state
                    autocomplete="off" hint=Some("Two letters, such as NY".to_owned())
                    error=at("state") />
                <TextField
                    label="Certificate number" name=format!("/certificates/{key}/number")
                    value=row.number autocomplete="off" error=at("number") />
                <DateField
                    label="Valid to" name=format!("/certificates/{key}/expires_on")
                    value=row.expires_on optional=true error=at("expires_on") />
                <Gone rows=rows at=key what="certificate" />
            </div>
        }
    };
    view! {
        <h3 class="kicker">"Resale certificates"</h3>
        <For each=move || rows.keyed() key=|(key, _)| *key children=one />
        <div>
            <Button
                icon=IconName::Plus on_press=move |()| rows.add(CertificateDraft::default(), paper)
            >
                "Add a certificate"
            </Button>
        </div>
    }
}

#[component]
fn Styles(form: AccountForm, attempt: Attempt) -> impl IntoView {
    let rows = form.styles;
    let pick = Callback::new(move |sold: Sellable| {
        let known = |row: &Agreed| row.draft.style == sold.style;
        if untrack(|| rows.all()).iter().any(known) {
            return;
        }
        let draft = StylePriceDraft {
            style: sold.style,
            title: sold.title.clone(),
            price: String::new(),
        };
        rows.add(draft, agreed);
    });
    let one = move |(key, row): (u32, Agreed)| {
        view! {
            <div class="form-grid">
                <TextField
                    label=format!("Price of {}", row.draft.title) name=format!("/styles/{key}/price")
                    value=row.price autocomplete="off"
                    hint=Some("An amount, or per cent off the list: 55 %".to_owned())
                    error=rows.error(key, attempt, "styles", "price") />
                <Gone rows=rows at=key what="style" />
            </div>
        }
    };
    view! {
        <h3 class="kicker">"Prices of their own"</h3>
        <For each=move || rows.keyed() key=|(key, _)| *key children=one />
        <StylePicker label="Add a style" name="account-style" on_pick=pick />
    }
}

#[component]
fn Contacts(form: AccountForm, attempt: Attempt) -> impl IntoView {
    let rows = form.contacts;
    let one = move |(key, row): (u32, Person)| {
        let at = move |field: &'static str| rows.error(key, attempt, "contacts", field);
        view! {
            <div class="form-grid">
                <TextField
                    label="Name" name=format!("/contacts/{key}/name") value=row.name
                    autocomplete="off" error=at("name") />
                <TextField
                    label="Does what" name=format!("/contacts/{key}/role") value=row.role
                    optional=true autocomplete="off" error=at("role") />
                <TextField
                    label="Phone" name=format!("/contacts/{key}/phone") value=row.phone
                    optional=true autocomplete="off" error=at("phone") />
                <TextField
                    label="E-mail" name=format!("/contacts/{key}/email") value=row.email
                    optional=true autocomplete="off" error=at("email") />
                <Gone rows=rows at=key what="contact" />
            </div>
        }
    };
    view! {
        <h3 class="kicker">"Contacts"</h3>
        <For each=move || rows.keyed() key=|(key, _)| *key children=one />
        <div>
            <Button icon=IconName::Plus on_press=move |()| rows.add(Contact::default(), person)>
                "Add a contact"
            </Button>
        </div>
    }
}
