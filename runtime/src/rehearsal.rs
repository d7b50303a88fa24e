//! What the rehearsal of an upgrade changes: the version, and one migration. Compiled with the feature `rehearsal` alone,
//! for the blob of the crate in `runtime/rehearsal`; a release has neither.

use crate::{Runtime, apis};
use alloc::borrow::Cow;
use sp_version::RuntimeVersion;

/// The migrations that the upgrade runs: the usage of metering counts transactions from then on.
pub type Migrations = (pallet_metering::migrations::v2::FromVersion1<Runtime>,);

/// The version of the rehearsal: higher than any release will have, so that nothing takes it for one. Calls are encoded as
/// before, so the version of transactions stays.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("bogam"),
    impl_name: Cow::Borrowed("bogam"),
    authoring_version: 1,
    spec_version: 1000,
    impl_version: 1,
    apis: apis::RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};
