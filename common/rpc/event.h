// SPDX-License-Identifier: Apache-2.0
// What comes back from a completion queue: every tag we hand to gRPC is an Event.
#pragma once

namespace jiedui::rpc {

class Event {
 public:
  // Runs on the queue's polling thread; `ok` as gRPC documents it for the operation. May delete the event's owner.
  virtual void Complete(bool ok) = 0;

 protected:
  ~Event() = default;
};

// An event that calls a member function: one for each operation that an owner may have in flight at the same time.
template <typename Owner, void (Owner::*kHandler)(bool)>
class EventOf final : public Event {
 public:
  explicit EventOf(Owner& owner) : owner_(owner) {}
  void Complete(bool ok) override { (owner_.*kHandler)(ok); }

 private:
  Owner& owner_;
};

}  // namespace jiedui::rpc
