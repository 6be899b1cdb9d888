//! Threads and channels that were deleted: the answers that people typed there are treated as if each
//! of their messages had been deleted. What came from the modal stays: it is no message of theirs.
//!
//! Discord says so when it happens; where we did not hear it, a request that finds the channel gone
//! tells. Repeating it is harmless.

use crate::domain::id::ChannelId;
use crate::features::{Services, Stop};
use crate::outbox::SendError;

/// How many answers are erased at once, so that nobody else's write waits for long.
const BATCH: u32 = 64;

/// A channel or thread is gone, and the threads below it are.
///
/// # Errors
/// When the store fails; what was erased till then stays so.
pub async fn channel_gone(services: &Services, channel: ChannelId) -> Result<(), Stop> {
    for thread in services.store.question_threads_of(channel).await? {
        thread_gone(services, thread).await?;
    }
    Ok(())
}

/// A thread is gone.
///
/// # Errors
/// When the store fails; what was erased till then stays so.
pub async fn thread_gone(services: &Services, thread: ChannelId) -> Result<(), Stop> {
    let mut answers = 0;
    loop {
        let made = || services.job_id();
        let erased = services
            .store
            .erase_typed_in(thread, BATCH, services.now(), made)
            .await?;
        for job in erased.jobs {
            services.promise(job, None);
        }
        if erased.answers == 0 {
            break;
        }
        answers += erased.answers;
    }
    if answers > 0 {
        tracing::info!(%thread, answers, "a thread is gone, and what was typed there with it");
    }
    Ok(())
}

/// Whether a refusal says that the thread is gone; then what was typed there is erased.
///
/// # Errors
/// When the store fails.
pub async fn is_found_gone(
    services: &Services,
    thread: ChannelId,
    refusal: &SendError,
) -> Result<bool, Stop> {
    if refusal.is_channel_gone() {
        thread_gone(services, thread).await?;
    }
    Ok(refusal.is_channel_gone())
}
