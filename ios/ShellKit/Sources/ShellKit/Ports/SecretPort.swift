// Where secrets are kept: an adapter around the Keychain, or around a dictionary in tests and previews.

import App4GCore
import Foundation

/// A safe of the phone. Throws for reasons of its own.
public protocol SecretSafe: Sendable {
  /// The secret of a name; nil if there is none.
  func read(_ name: String) throws -> Data?
  /// Keeps a secret in place of the one of that name.
  func write(_ secret: Data, _ name: String) throws
  /// Forgets it; no failure if there is none.
  func delete(_ name: String) throws
}

/// The safe as the core asks it. Whatever a safe throws arrives as the one error that the core expects, by its type's name
/// only: a reason in words could hold what was to be kept.
public final class SecretPort: SecretStore, Sendable {
  private let safe: any SecretSafe

  public init(_ safe: any SecretSafe) {
    self.safe = safe
  }

  public func get(name: String) throws -> Data? {
    try foreign { try safe.read(name) }
  }

  public func put(name: String, secret: Data) throws {
    try foreign { try safe.write(secret, name) }
  }

  public func remove(name: String) throws {
    try foreign { try safe.delete(name) }
  }
}

/// Keeps secrets as long as the process lives: tests, previews.
public final class MemorySafe: SecretSafe, @unchecked Sendable {
  private let lock = NSLock()
  private var secrets: [String: Data] = [:]

  public init() {}

  public func read(_ name: String) throws -> Data? {
    lock.withLock { secrets[name] }
  }

  public func write(_ secret: Data, _ name: String) throws {
    lock.withLock { secrets[name] = secret }
  }

  public func delete(_ name: String) throws {
    lock.withLock { secrets[name] = nil }
  }
}

/// Runs foreign code for the core: an error of any type becomes the declared one.
func foreign<Value>(_ work: () throws -> Value) throws -> Value {
  do {
    return try work()
  } catch let error as ForeignError {
    throw error
  } catch {
    throw ForeignError.Failed(reason: String(describing: type(of: error)))
  }
}
