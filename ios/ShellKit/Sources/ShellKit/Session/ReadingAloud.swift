// Reads a record aloud, sentence by sentence, and knows which piece of the text is being read.
//
// The voice is the phone's; here is only the order. Invariant: what comes after `stop` or a newer `start`, be it sentences that were
// asked for or the end of one, changes nothing.

import App4GCore
import Observation

/// How a sentence ended.
public enum Spoken: Sendable {
  /// It was said.
  case whole
  /// Somebody else made the voice stop: VoiceOver, a call, another app.
  case taken
}

/// A voice of the phone.
@MainActor
public protocol Voice: AnyObject {
  /// Whether it can read Vietnamese.
  var canSpeak: Bool { get }
  /// Reads `text` and calls `ended` when it has, or was stopped; not if it was silenced. Holds the sound of the phone from here on.
  func speak(_ text: String, ended: @escaping @MainActor (Spoken) -> Void)
  /// Stops at once.
  func silence()
  /// Lets go of the sound of the phone, so that what played before goes on: for now nothing more is to be said.
  func rest()
}

@MainActor
@Observable
public final class ReadingAloud {
  /// The piece that is being read, as an index into the reader's blocks; nil for the title, or while nothing is read.
  public private(set) var block: UInt32?
  /// Whether something is being read.
  public private(set) var isSpeaking = false
  /// Whether the phone has no voice for it.
  public private(set) var isMute = false

  @ObservationIgnored private let voice: any Voice
  @ObservationIgnored private var waiting: ArraySlice<SpeechSegment> = []
  @ObservationIgnored private var turn = 0

  public init(_ voice: any Voice) {
    self.voice = voice
  }

  /// Reads from the beginning, in place of what is being read; throws what `segments` throws, unless that is no longer wanted.
  public func start(_ segments: () async throws -> [SpeechSegment]) async throws {
    stop()
    isMute = !voice.canSpeak
    guard !isMute else { return }
    let begun = turn
    do {
      let all = try await segments()
      guard begun == turn else { return }
      waiting = all[...]
      next(begun)
    } catch {
      guard begun == turn else { return }
      throw error
    }
  }

  /// Falls silent.
  public func stop() {
    turn += 1
    waiting = []
    isMute = false
    if isSpeaking {
      voice.silence()
      end()
    }
  }

  private func next(_ begun: Int) {
    guard begun == turn else { return }
    guard let segment = waiting.popFirst() else {
      if isSpeaking {
        end()
      }
      return
    }
    isSpeaking = true
    block = segment.block
    voice.speak(segment.spoken) { [weak self] spoken in self?.said(spoken, begun) }
  }

  private func said(_ spoken: Spoken, _ begun: Int) {
    guard begun == turn else { return }
    switch spoken {
    case .whole:
      next(begun)
    case .taken:
      // Not fought for: the next sentence would take it from whoever needs it more.
      turn += 1
      waiting = []
      end()
    }
  }

  private func end() {
    isSpeaking = false
    block = nil
    voice.rest()
  }
}
