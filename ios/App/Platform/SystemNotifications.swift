// Notifications of the system. The person is asked when the first one is to be shown, not before.

import Foundation
import ShellKit
import UIKit
import UserNotifications

struct SystemNotifications: NotificationBoard {
  /// Where the link of a notification stands.
  static let linkKey = "link"

  func post(_ notification: CoreNotification, link: String) throws {
    let content = UNMutableNotificationContent()
    content.title = notification.title
    content.body = notification.text
    content.userInfo = [Self.linkKey: link]
    switch notification.channel {
    case .urgent:
      content.interruptionLevel = .timeSensitive
      content.sound = .default
    case .revision:
      content.interruptionLevel = .passive
    }
    let request = UNNotificationRequest(identifier: notification.id, content: content, trigger: nil)
    let center = UNUserNotificationCenter.current()
    center.requestAuthorization(options: [.alert, .sound]) { isGranted, _ in
      if isGranted {
        center.add(request)
      }
    }
  }
}

/// Follows the link of a notification that was tapped.
final class AppDelegate: NSObject, UIApplicationDelegate, UNUserNotificationCenterDelegate {
  /// Where links go; those that come before are kept.
  var follow: ((String) -> Void)? {
    didSet {
      if let early, let follow {
        follow(early)
        self.early = nil
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

  func userNotificationCenter(_: UNUserNotificationCenter, didReceive response: UNNotificationResponse) async {
    let link = response.notification.request.content.userInfo[SystemNotifications.linkKey] as? String
    guard let link else { return }
    if let follow {
      follow(link)
    } else {
      early = link
    }
  }
}
