//! What the publisher's own site and the trade's catalogues read: a page, linked data, and an ONIX feed.

pub mod catalogue;
pub mod linked_data;
pub mod onix;
pub mod site;
