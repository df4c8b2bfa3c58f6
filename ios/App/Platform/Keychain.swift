// The Keychain as the safe for secrets: on this device only, readable after the first unlock, never in a backup.

import Foundation
import Security
import ShellKit

struct Keychain: SecretSafe {
  /// What the system answered instead.
  struct Refused: Error {
    let status: OSStatus
  }

  private let service = "vn.app4g"

  func read(_ name: String) throws -> Data? {
    var query = item(name)
    query[kSecReturnData] = true
    query[kSecMatchLimit] = kSecMatchLimitOne
    var found: CFTypeRef?
    let status = SecItemCopyMatching(query as CFDictionary, &found)
    if status == errSecItemNotFound { return nil }
    try check(status)
    return found as? Data
  }

  func write(_ secret: Data, _ name: String) throws {
    let update = SecItemUpdate(item(name) as CFDictionary, [kSecValueData: secret] as CFDictionary)
    guard update == errSecItemNotFound else { return try check(update) }
    var new = item(name)
    new[kSecValueData] = secret
    new[kSecAttrAccessible] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
    try check(SecItemAdd(new as CFDictionary, nil))
  }

  func delete(_ name: String) throws {
    let status = SecItemDelete(item(name) as CFDictionary)
    if status != errSecItemNotFound {
      try check(status)
    }
  }

  private func item(_ name: String) -> [CFString: Any] {
    [kSecClass: kSecClassGenericPassword, kSecAttrService: service, kSecAttrAccount: name]
  }

  private func check(_ status: OSStatus) throws {
    guard status == errSecSuccess else { throw Refused(status: status) }
  }
}
