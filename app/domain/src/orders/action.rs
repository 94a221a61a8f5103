//! The steps that orders take. All kinds share one vocabulary; the table of each says which of the
//! words it knows, from where, and where they lead.

use crate::codes::coded;

coded! {
    /// A step in the life of an order.
    pub enum Action {
        Hold = "hold", "Put on hold";
        Resume = "resume", "Resume";
        Cancel = "cancel", "Cancel order";
        AcceptQuote = "accept_quote", "Customer accepts the quote";
        DepositMet = "deposit_met", "Deposit rule met";
        TakeFromStock = "take_from_stock", "Take from stock";
        PlaceWithVendor = "place_with_vendor", "Order from vendor";
        MakeAtBench = "make_at_bench", "Make it at the bench";
        BenchStopped = "bench_stopped", "Taken off the bench";
        BenchFinished = "bench_finished", "Finished at the bench";
        PlaceDropShip = "place_drop_ship", "Have the vendor ship it";
        VendorConfirms = "vendor_confirms", "Vendor confirmed";
        ReportDelay = "report_delay", "Report a delay";
        Release = "release", "Tell the vendor to ship";
        VendorShips = "vendor_ships", "Vendor shipped";
        Receive = "receive", "Receive";
        StartCheck = "start_check", "Start quality check";
        SendToFinishing = "send_to_finishing", "Send to size or engrave";
        FailCheck = "fail_check", "Fails the check";
        PassCheck = "pass_check", "Passes the check";
        Finish = "finish", "Sized and engraved";
        PickUp = "pick_up", "Hand over";
        Ship = "ship", "Ship";
        ConfirmDelivery = "confirm_delivery", "Delivered";
        Settle = "settle", "Nothing left to do";
        Assess = "assess", "Assess";
        SendQuote = "send_quote", "Quote the work";
        Decline = "decline", "Customer declines";
        StartWork = "start_work", "Start work";
        FinishAtOnce = "finish_at_once", "Already finished";
        WaitForParts = "wait_for_parts", "Wait for parts";
        PartsArrived = "parts_arrived", "Parts are here";
        SendToVendor = "send_to_vendor", "Send to a vendor";
        BackFromVendor = "back_from_vendor", "Back from the vendor";
        SendNotice = "send_notice", "Send a notice";
        HandBack = "hand_back", "Hand back unrepaired";
        Clear = "clear", "Nothing waits for a person";
        TakeBack = "take_back", "Take back";
        CameBack = "came_back", "All of it came back";
        Refund = "refund", "What came back is refunded";
        Issue = "issue", "Hand out";
        SellPieces = "sell_pieces", "Sell";
        LosePieces = "lose_pieces", "Report a loss";
        Extend = "extend", "Extend";
        Reopen = "reopen", "Out again";
        ReverseSale = "reverse_sale", "Reverse the sale";
        Consult = "consult", "Start the consultation";
        SendEstimate = "send_estimate", "Send an estimate";
        ShowDesign = "show_design", "Show a design";
        Approve = "approve", "Customer approves";
        RequestChanges = "request_changes", "Customer wants changes";
        ChangeOrder = "change_order", "Change order";
        TryOn = "try_on", "Have it tried on";
        TriedOn = "tried_on", "It was tried on";
        TakeFinalPhotos = "take_final_photos", "Final photos are taken";
        ReleaseCredit = "release_credit", "Release the credit hold";
        CreditFreed = "credit_freed", "Credit is free again";
        Acknowledge = "acknowledge", "Acknowledge";
        Allocate = "allocate", "Allocate from stock";
        Pack = "pack", "Packed";
        Unpack = "unpack", "Unpack";
        CloseShort = "close_short", "Cancel what is left";
        AllShipped = "all_shipped", "All of it is shipped";
    }
}
