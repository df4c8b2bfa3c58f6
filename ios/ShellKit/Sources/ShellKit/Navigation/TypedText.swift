// Keeps a text field and the state of a screen in step.
//
// The state answers what was typed a moment ago; shown as it is, it would take back letters typed since. So a text that the field
// itself sent is passed over, and only one that came from elsewhere, such as a suggestion that was taken, is put in.

import Observation

@MainActor
@Observable
public final class TypedText {
  /// What the field shows.
  public private(set) var text: String
  @ObservationIgnored private var unanswered: [String] = []

  public init(_ text: String = "") {
    self.text = text
  }

  /// The person typed; returns whether the screen is to be told.
  public func type(_ typed: String) -> Bool {
    guard typed != text else { return false }
    text = typed
    unanswered.append(typed)
    return true
  }

  /// A state says what stands in the field.
  public func answer(_ answer: String) {
    if let at = unanswered.lastIndex(of: answer) {
      unanswered.removeFirst(at + 1)
    } else if unanswered.isEmpty {
      text = answer
    }
  }

  /// Something else than typing changed the query, such as a suggestion: the next answer counts.
  public func expect() {
    unanswered = []
  }
}
