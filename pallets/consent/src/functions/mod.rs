//! What calls do, one file per topic. They come here with an actor whose rights have been checked.

mod access;
mod decisions;
mod emergency;
mod erasure;
mod keys;
mod research;
mod subjects;

use crate::{Config, Error, Pallet, Subject, Subjects};
use bogam_primitives::{Moment, consent::SubjectId};
use frame_support::{ensure, pallet_prelude::DispatchError, traits::Time};

impl<T: Config> Pallet<T> {
    pub(crate) fn now() -> Moment {
        T::Time::now()
    }

    /// Lets `act` change a subject that is not closed, and stores it. Nothing is stored if `act` refuses.
    pub(crate) fn mutate<Outcome>(
        id: SubjectId,
        act: impl FnOnce(&mut Subject<T>, Moment) -> Result<Outcome, DispatchError>,
    ) -> Result<Outcome, DispatchError> {
        Subjects::<T>::try_mutate(id, |slot| {
            let subject = slot.as_mut().ok_or(Error::<T>::UnknownSubject)?;
            ensure!(subject.closed_at.is_none(), Error::<T>::SubjectClosed);
            act(subject, Self::now())
        })
    }
}
