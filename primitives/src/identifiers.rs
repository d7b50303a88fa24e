//! Identifiers that are counted. Identifiers that are derived from content live with that content.

/// An organisation of the consortium, numbered in order of admission and never given twice.
pub type OrganisationId = u32;

/// A professional licence, numbered in order of granting and never given twice.
pub type LicenceId = u32;
