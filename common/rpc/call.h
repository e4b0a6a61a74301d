// SPDX-License-Identifier: Apache-2.0
// What a handler may know of a call, and the two shapes of an answer. No gRPC in sight: services write handlers
// against this header and service.h.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/store/store.h"

namespace jiedui::rpc {

// A caller may demand that the service knows what another one knew at a revision, in this metadata;
// what it means is Recovery's. The answer to a write says its own in the other one, as trailing metadata.
inline constexpr char kWantedRevisionKey[] = "jiedui-registry-revision";
inline constexpr char kRevisionKey[] = "jiedui-revision";

struct CallInfo {
  std::string method;   // "/jiedui.registry.v1.PersonService/CreatePerson"
  std::string actor;    // principal of the peer; "anonymous" in plaintext mode
  absl::Time deadline;  // the client's, or the server's default of 30 s where it gave none; infinite for streams
  std::string wanted_revision = {};  // as it came; empty = none, or the service has no Recovery
};

// What a read sees.
struct ReadContext {
  const store::Snapshot& snapshot;
  const store::StoreInfo& store;
  const CallInfo& call;
  absl::Time now;
};

// A response that is serialised already, e.g. the bytes of a stored resource.
struct Encoded {
  std::string bytes;
};

// The bytes of a length-delimited field of a serialised message; empty view if absent. Lets a read hand on the resource
// inside a record without parsing either.
absl::string_view ExtractField(absl::string_view message, int field_number);

// What became of one row of a bulk call.
enum class RowEffect { kCreated, kUpdated, kUnchanged };
struct RowResult {
  RowEffect effect = RowEffect::kUnchanged;
  std::string name;
  bool fixed = false;   // something was wrong in form, and is stored right
  bool warned = false;  // somebody should look
  // What else the service's RowOutcome says of the row: a serialised one, merged into the answer; empty = nothing.
  std::string details;
};

// A refusal with `details` as above.
absl::Status WithRowDetails(absl::Status refusal, absl::string_view details);
// What was given to WithRowDetails; empty if nothing was.
std::string RowDetailsOf(const absl::Status& refusal);

// A second chance for a refused write. Returns false: answer the refusal. Returns true: it took over and calls `then`
// once, from any thread, before the call's deadline: OK runs the command once more, an error is answered. A call with a
// wanted_revision is offered to it before it runs (a stream: once, before its first row or message), with an OK
// refusal; false, or OK, runs it.
using Recovery =
    std::function<bool(const absl::Status& refusal, const CallInfo& call, absl::AnyInvocable<void(absl::Status)> then)>;

// Where a server stream gets its messages. Next() is called by one thread at a time, may read the store, must not wait.
class StreamSource {
 public:
  virtual ~StreamSource() = default;
  struct Step {
    // A message to send now; nothing = wait for the next commit or for `wake_after`.
    std::vector<std::string> messages;
    absl::Duration wake_after = absl::InfiniteDuration();
    bool complete = false;  // these were the last: the stream ends with OK
  };
  // An error ends the stream.
  virtual absl::StatusOr<Step> Next() = 0;
};

}  // namespace jiedui::rpc
