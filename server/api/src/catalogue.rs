//! The catalogue: styles, what can be sold of them, and who makes it. What a piece costs the shop
//! is never told here.

mod wire;

use crate::auth::Program;
use crate::operation::Operation;
use crate::problem::Problem;
use crate::query::{Id, Query};
use crate::schema::{
    given, id, list, must, one_of, or_null, page_of, text, version, whole, yes_or_no,
};
use crate::shapes::{Page, amount};
use crate::{Api, schema};
use axum::Json;
use axum::extract::State;
use domain::catalogue::StyleFilter;
use domain::ids::{StyleId, VendorId};
use domain::keys::Scope;
use domain::tax::LineClass;
use serde::Deserialize;
use serde_json::Value;
use services::catalogue;
use wire::{Offer, Style, StyleSummary, Vendor};

/// What can be done with the catalogue.
pub(crate) fn operations() -> Vec<Operation> {
    vec![
        Operation::get(
            "/catalogue/styles",
            "listStyles",
            Scope::CatalogueRead,
            styles,
            "StylePage",
        )
        .says("List styles", "By title, up to 48 to a page.")
        .with(
            "q",
            schema::text("Words of the title, number, options or codes; slips are forgiven."),
        )
        .with("category", schema::text("Only those of this category."))
        .with("vendor", schema::id("Only those of this vendor."))
        .with(
            "cursor",
            schema::text("Where the page before ended: its `next`, unchanged."),
        ),
        Operation::get(
            "/catalogue/styles/{id}",
            "getStyle",
            Scope::CatalogueRead,
            style,
            "Style",
        )
        .says(
            "Read a style",
            "With its variants, whether they are on offer or not.",
        ),
        Operation::get(
            "/catalogue/variants",
            "findVariants",
            Scope::CatalogueRead,
            variants,
            "VariantPage",
        )
        .says(
            "Find what can be sold by its code",
            "The variants on offer with this SKU or barcode, upper or lower case: mostly one, \
                 but nothing keeps a catalogue from using a code twice.",
        )
        .with("sku", schema::text("The code.")),
        Operation::get(
            "/catalogue/vendors",
            "listVendors",
            Scope::CatalogueRead,
            vendors,
            "VendorPage",
        )
        .says(
            "List vendors",
            "All of them, by name: `place_with_vendor` names one.",
        ),
    ]
}

/// The schemas, by name.
pub(crate) fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("StylePage", page_of("StyleSummary")),
        ("StyleSummary", style_summary()),
        ("Style", style_schema()),
        ("VariantPage", page_of("Offer")),
        ("Offer", offer_schema()),
        ("VendorPage", page_of("Vendor")),
        ("Vendor", vendor_schema()),
    ]
}

fn style_summary() -> Value {
    given(
        "A style in a list.",
        [
            must("id", id("By which it is read.")),
            must("title", text("What it is called.")),
            must(
                "style_number",
                text("The house's number; empty where it has none."),
            ),
            must(
                "category",
                text("Rings, pendants …; empty where it has none."),
            ),
            must("vendor_name", or_null(text("Who makes it."))),
            must("price_from", or_null(amount("The lowest price on offer."))),
            must("price_to", or_null(amount("The highest price on offer."))),
            must("variants", whole("How many variants it has.", 0, u32::MAX)),
        ],
    )
}

fn style_schema() -> Value {
    let variant = given(
        "A combination of the style's options.",
        [
            must("id", id("By which an order names it.")),
            must(
                "values",
                list(
                    "A value for each of the style's options, in their order.",
                    text("The value."),
                ),
            ),
            must("sku", or_null(text("Its code."))),
            must("barcode", or_null(text("Its barcode."))),
            must("price", amount("Without tax.")),
            must("compare_at", or_null(amount("What it cost before."))),
            must("active", yes_or_no("Whether it is on offer.")),
        ],
    );
    given(
        "A style in full.",
        [
            must("id", id("The style's.")),
            must("version", version("Goes up with every change.")),
            must("title", text("What it is called.")),
            must(
                "style_number",
                text("The house's number; empty where it has none."),
            ),
            must("description", text("Plain text.")),
            must(
                "category",
                text("Rings, pendants …; empty where it has none."),
            ),
            must("tags", list("Words by which it is found.", text("A word."))),
            must("vendor", or_null(id("Who makes it."))),
            must("vendor_name", or_null(text("Their name."))),
            must(
                "lead_days",
                whole("Working days from the vendor's order to our door.", 0, 365),
            ),
            must(
                "class",
                one_of(
                    "What it is to the tax office.",
                    LineClass::ALL,
                    LineClass::code,
                ),
            ),
            must(
                "options",
                list("The names of its options.", text("Size, metal, stone …")),
            ),
            must("variants", list("What there is of it.", variant)),
        ],
    )
}

fn offer_schema() -> Value {
    given(
        "A variant with all that an order line takes from it.",
        [
            must("variant", id("By which an order names it.")),
            must("style", id("The style that it is of.")),
            must("title", text("The style's.")),
            must(
                "options",
                text("What makes the variant: `6 / 14K white`; empty where nothing does."),
            ),
            must("sku", or_null(text("Its code."))),
            must("price", amount("Without tax.")),
            must(
                "class",
                one_of(
                    "What it is to the tax office.",
                    LineClass::ALL,
                    LineClass::code,
                ),
            ),
            must("vendor", or_null(id("Who makes it."))),
            must("vendor_name", or_null(text("Their name."))),
            must(
                "lead_days",
                whole("Working days from the vendor's order to our door.", 0, 365),
            ),
        ],
    )
}

fn vendor_schema() -> Value {
    given(
        "Who makes or supplies pieces.",
        [
            must("id", id("By which `place_with_vendor` names them.")),
            must("name", text("Their name.")),
            must(
                "lead_days",
                whole("Working days from our order to our door.", 0, 365),
            ),
        ],
    )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Wanted {
    q: String,
    category: Option<String>,
    vendor: Option<VendorId>,
    cursor: Option<String>,
}

async fn styles(
    State(api): State<Api>,
    program: Program,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<StyleSummary>>, Problem> {
    let filter = StyleFilter {
        text: wanted.q,
        category: wanted.category,
        vendor: wanted.vendor,
        cursor: wanted.cursor,
    };
    let page = catalogue::list(&api.services, program.caller(), &filter)
        .await
        .map_err(|error| Problem::from(error).naming_parameter("/cursor", "cursor"))?;
    let items = page.styles.into_iter().map(Into::into).collect();
    Ok(Json(Page {
        items,
        next: page.next,
    }))
}

async fn style(
    State(api): State<Api>,
    program: Program,
    Id(style): Id<StyleId>,
) -> Result<Json<Style>, Problem> {
    let style = catalogue::show(&api.services, program.caller(), style).await?;
    Ok(Json(style.into()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    sku: String,
}

async fn variants(
    State(api): State<Api>,
    program: Program,
    Query(code): Query<Code>,
) -> Result<Json<Page<Offer>>, Problem> {
    let found = catalogue::by_code(&api.services, program.caller(), &code.sku)
        .await
        .map_err(|error| Problem::from(error).naming_parameter("/code", "sku"))?;
    Ok(Json(all(found)))
}

async fn vendors(State(api): State<Api>, program: Program) -> Result<Json<Page<Vendor>>, Problem> {
    let vendors = catalogue::vendors(&api.services, program.caller()).await?;
    Ok(Json(all(vendors)))
}

/// A list that is short enough for one page.
fn all<T, W: From<T>>(items: Vec<T>) -> Page<W> {
    Page {
        items: items.into_iter().map(Into::into).collect(),
        next: None,
    }
}
