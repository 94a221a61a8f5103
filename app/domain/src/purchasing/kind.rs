//! What an order to a vendor is for.

use crate::codes::coded;

coded! {
    /// What an order to a vendor is for.
    pub enum PurchaseKind {
        /// Finished goods that anybody may have.
        Stock = "stock", "Stock";
        /// A customer's piece, sent to us.
        SpecialOrder = "special_order", "Special order";
        /// A customer's piece, sent to the customer.
        DropShip = "drop_ship", "Drop-ship";
        /// Castings of ours, for stock or for a customer's piece.
        Casting = "casting", "Casting";
        /// Work on a customer's own piece, which comes back to us.
        Repair = "repair", "Repair sent out";
    }
}

impl PurchaseKind {
    /// What one may order for stock.
    pub const FOR_STOCK: [Self; 2] = [Self::Stock, Self::Casting];
    /// What one may order for a customer, to be sent to us.
    pub const FOR_ORDERS: [Self; 2] = [Self::SpecialOrder, Self::Casting];

    /// Whether what comes is taken in as a delivery. What goes to the customer never is; a piece of
    /// the customer's own comes back with its repair.
    #[must_use]
    pub const fn is_delivered(self) -> bool {
        matches!(self, Self::Stock | Self::SpecialOrder | Self::Casting)
    }
}
