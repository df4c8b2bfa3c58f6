// Hands addresses to the system, which knows whose they are.

import ShellKit
import UIKit

struct SystemApps: OtherApps {
  func take(_ address: URL) async -> Bool {
    await UIApplication.shared.open(address)
  }
}
