//! Adapters from the ports that services declare to the outside world.

pub mod smtp;
