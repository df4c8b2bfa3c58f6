// Follows the link of a notification that was tapped.

import UIKit
import UserNotifications

final class AppDelegate: NSObject, UIApplicationDelegate {
  /// Where links go; one that comes before is kept.
  var follow: ((String) -> Void)? {
    didSet {
      if let early {
        self.early = nil
        follow?(early)
      }
    }
  }

  private var early: String?

  func application(
    _: UIApplication, didFinishLaunchingWithOptions _: [UIApplication.LaunchOptionsKey: Any]? = nil
  ) -> Bool {
    UNUserNotificationCenter.current().delegate = self
    return true
  }

  private func take(_ link: String) {
    if let follow {
      follow(link)
    } else {
      early = link
    }
  }
}

extension AppDelegate: UNUserNotificationCenterDelegate {
  nonisolated func userNotificationCenter(
    _: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
    withCompletionHandler completionHandler: @escaping () -> Void
  ) {
    let link = response.notification.request.content.userInfo[SystemNotifications.linkKey] as? String
    Task { @MainActor in
      if let link {
        take(link)
      }
    }
    completionHandler()
  }
}
