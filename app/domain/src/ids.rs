//! Identifiers: a type of their own each, so that a customer's can't be passed for an order's.
//!
//! All are UUID v7: they sort by the time of their making, which keeps index pages together, and
//! they give nothing away in a URL, unlike a running number.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identifier, later than every one made before it.
            #[must_use]
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }

            /// The bare UUID, for storage.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A shop, with its own tax, zone and numbering.
    StoreId;
    /// A person who works in the house.
    StaffId;
    /// A tablet or computer that belongs to a store.
    DeviceId;
    /// One person's signed-in time on one device.
    SessionId;
    /// Somebody who orders.
    CustomerId;
    /// A customer's address.
    AddressId;
    /// Who makes or supplies pieces.
    VendorId;
    /// A design in the catalogue.
    StyleId;
    /// One sellable combination of a style's options.
    VariantId;
    /// A picture of a style or a piece.
    PhotoId;
    /// A place where things lie: a safe, a bin, a bench.
    LocationId;
    /// A thing of which there is one: a jewel or a loose stone.
    PieceId;
    /// What a piece of an order travels through the house in.
    EnvelopeId;
    /// Something that happened to a thing in the house.
    StockMoveId;
    /// Something that is kept by count, length or weight.
    BulkItemId;
    /// A promise of a piece to an order's line.
    ReservationId;
    /// A count of stock.
    CountId;
    /// A file of stock that is brought in.
    StockImportId;
    /// A piece of work at the bench.
    BenchJobId;
    /// A step of such work.
    BenchStepId;
    /// A way in which a kind of work is done.
    RouteId;
    /// Something that went into a job, or came out of it.
    ChargeId;
    /// An order of any kind.
    OrderId;
    /// A line of an order.
    LineId;
    /// Something that a shop does to pieces, in its price book.
    BookTaskId;
    /// A milestone of a payment schedule.
    MilestoneId;
    /// Something that happened to an order.
    EventId;
    /// Money taken or given back.
    PaymentId;
    /// An order that the shop places with a vendor.
    PurchaseOrderId;
    /// A line of an order that the shop places with a vendor.
    PurchaseLineId;
    /// A delivery that came against such an order.
    ReceiptId;
    /// What a vendor lent to us on one paper.
    MemoInId;
    /// Something from a channel that waits for a person.
    ParkedId;
    /// What a business may take to pay in.
    PaymentTermsId;
    /// A group of accounts that pay the same.
    TierId;
    /// A quantity that is agreed once and called off in releases.
    BlanketId;
    /// A line of such a quantity.
    BlanketLineId;
    /// Pieces of an order that left together.
    ShipmentId;
    /// What is asked for a shipment.
    InvoiceId;
    /// An entry in the ledger.
    EntryId;
    /// A message to a customer.
    MessageId;
    /// An effect that waits to be carried out.
    JobId;
    /// A link by which a customer follows an order.
    TrackingLinkId;
    /// A credential of the machine interface.
    ApiKeyId;
    /// The name that a caller gives to one attempt, so that repeating it does nothing more.
    IdempotencyKey;
}
