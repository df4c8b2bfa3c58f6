// The refresh for which the system wakes the app, and when it is to wake it again.

import App4GCore
import Foundation

extension Session {
  /// Seconds at most that a refresh in the background may take: the system gives about thirty and ends what takes longer.
  public static let longestRefresh: UInt32 = 25

  /// Refreshes what is due, within `seconds`, and goes back to sleep unless `isSeen`, which is asked at the end: the app may have
  /// been opened meanwhile. Cancelling the task stops it: soon, also where opening the profile cannot be stopped, because the
  /// system ends an app that does not answer in time.
  ///
  /// Returns when to be woken again, in any case: a refresh that failed is not the last.
  public func refreshInBackground(
    seconds: UInt32 = longestRefresh, now: Date, isSeen: @escaping @MainActor () -> Bool
  ) async -> Date {
    guard await ended(opening()) else {
      // It ends by itself; what it opened goes to sleep after it.
      pausing(unless: isSeen)
      return Self.wakeUp(wanted: nil, now: now)
    }
    let request = RefreshRequest(
      deadlineSeconds: min(seconds, Self.longestRefresh), maxBytes: nil, reason: .scheduled)
    let core = core
    _ = try? await withCoreCancellation { token in
      try await core?.refresh(request: request, cancel: token)
    }
    // Asked also after a refresh that failed: what is due is still due.
    let next = await nextWakeUp(now: now)
    await pause(unless: isSeen)
    return next
  }

  /// When the system is to wake the app, as the core knows it now; in a day if it has no answer.
  public func nextWakeUp(now: Date) async -> Date {
    let core = core
    let wanted = try? await core?.nextWanted()
    return Self.wakeUp(wanted: wanted ?? nil, now: now)
  }

  /// When the system is asked to wake the app: when the core wants it, but neither sooner than in a quarter of an hour nor later
  /// than in a day.
  nonisolated public static func wakeUp(wanted: Int64?, now: Date) -> Date {
    let soonest = now.addingTimeInterval(15 * 60)
    let latest = now.addingTimeInterval(24 * 60 * 60)
    guard let wanted else { return latest }
    return min(max(Date(timeIntervalSince1970: TimeInterval(wanted)), soonest), latest)
  }
}
