//! The fields of a postal address.

use crate::components::TextField;
use domain::contact::PostalAddress;
use leptos::prelude::*;

/// An address as it is typed.
#[derive(Clone, Copy)]
pub struct AddressForm {
    recipient: RwSignal<String>,
    line1: RwSignal<String>,
    line2: RwSignal<String>,
    city: RwSignal<String>,
    region: RwSignal<String>,
    postcode: RwSignal<String>,
    country: RwSignal<String>,
}

impl AddressForm {
    /// Starts from an address.
    #[must_use]
    pub fn new(address: PostalAddress) -> Self {
        let country = if address.country.is_empty() {
            "US".into()
        } else {
            address.country
        };
        Self {
            recipient: RwSignal::new(address.recipient),
            line1: RwSignal::new(address.line1),
            line2: RwSignal::new(address.line2),
            city: RwSignal::new(address.city),
            region: RwSignal::new(address.region),
            postcode: RwSignal::new(address.postcode),
            country: RwSignal::new(country),
        }
    }

    /// What stands in the fields now.
    #[must_use]
    pub fn typed(&self) -> PostalAddress {
        PostalAddress {
            recipient: self.recipient.get(),
            line1: self.line1.get(),
            line2: self.line2.get(),
            city: self.city.get(),
            region: self.region.get(),
            postcode: self.postcode.get(),
            country: self.country.get(),
        }
    }
}

/// The fields of an address; `pointer` is where it stands in the input.
#[component]
pub fn AddressFields(
    form: AddressForm,
    #[prop(into)] pointer: String,
    /// The complaint about a field, by its pointer.
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let wrong = move |pointer: &str| {
        let pointer = pointer.to_owned();
        Signal::derive(move || error.run(pointer.clone()))
    };
    let at = |field: &str| format!("{pointer}/{field}");
    view! {
        <div class="form-grid">
            <TextField
                label="Recipient" name=at("recipient") value=form.recipient optional=true
                autocomplete="off" error=wrong(&at("recipient")) />
            <TextField
                label="Street and number" name=at("line1") value=form.line1 autocomplete="off"
                error=wrong(&at("line1")) />
            <TextField
                label="Flat, floor" name=at("line2") value=form.line2 optional=true
                autocomplete="off" error=wrong(&at("line2")) />
            <TextField
                label="City" name=at("city") value=form.city autocomplete="off"
                error=wrong(&at("city")) />
            <TextField
                label="State or region" name=at("region") value=form.region optional=true
                autocomplete="off" error=wrong(&at("region")) />
            <TextField
                label="ZIP or postcode" name=at("postcode") value=form.postcode autocomplete="off"
                error=wrong(&at("postcode")) />
            <TextField
                label="Country" name=at("country") value=form.country autocomplete="off"
                hint=Some("Two letters, such as US".to_owned()) error=wrong(&at("country")) />
        </div>
    }
}

/// An address of which only the region is known: enough to ask what is taxed there.
pub(crate) fn somewhere(region: &str) -> PostalAddress {
    PostalAddress {
        line1: "-".into(),
        city: "-".into(),
        region: region.to_owned(),
        postcode: "00000".into(),
        country: "US".into(),
        ..PostalAddress::default()
    }
}
