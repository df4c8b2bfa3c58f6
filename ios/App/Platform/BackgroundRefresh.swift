// The refresh for which the system wakes the app. When it does is the system's decision; nothing promises a time.

import BackgroundTasks
import ShellKit
import UIKit

@MainActor
enum BackgroundRefresh {
  /// Also stands in Info.plist.
  static let name = "vn.app4g.refresh"

  /// Once, before the app has started.
  static func register(_ model: AppModel) {
    BGTaskScheduler.shared.register(forTaskWithIdentifier: name, using: .main) { task in
      // The system calls on the main queue and keeps no other hold on it.
      nonisolated(unsafe) let task = task
      MainActor.assumeIsolated { run(task, model) }
    }
  }

  /// Asks to be woken when the core next wants it.
  static func schedule(_ model: AppModel) async {
    submit(await model.session.nextWakeUp(now: .now))
  }

  private static func run(_ task: BGTask, _ model: AppModel) {
    // At once, so that a process that ends in the middle is woken again; what the core wants takes its place.
    submit(Session.wakeUp(wanted: nil, now: .now))
    model.watchNetwork()
    let work = Task {
      let next = await model.session.refreshInBackground(now: .now) {
        UIApplication.shared.applicationState != .background
      }
      submit(next)
      task.setTaskCompleted(success: !Task.isCancelled)
    }
    // Called on a queue of the system's: without @Sendable it would count as the main actor's, and end the app there.
    task.expirationHandler = { @Sendable in work.cancel() }
  }

  private static func submit(_ date: Date) {
    let request = BGAppRefreshTaskRequest(identifier: name)
    request.earliestBeginDate = date
    // Refused where the person switched it off; then the app refreshes when it is opened.
    try? BGTaskScheduler.shared.submit(request)
  }
}
