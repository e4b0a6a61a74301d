// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/read_call.h"

#include <utility>

#include "common/base/errors.h"
#include "common/rpc/unary_call.h"
#include "common/rpc/validate.h"

namespace jiedui::rpc {
namespace {

class ReadMethod final : public Method {
 public:
  ReadMethod(Place place, const ReadHandler& handler) : Method(std::move(place)), handler_(handler) {}
  void Accept(PolledQueue& queue) const override;
  const ReadHandler& handler() const { return handler_; }

 private:
  const ReadHandler& handler_;
};

class ReadCall final : public UnaryCall {
 public:
  ReadCall(const ReadMethod& method, PolledQueue& queue) : UnaryCall(method, queue), method_(method) {}

 private:
  void Run() override {
    const absl::Status prepared = Prepare();
    if (!prepared.ok()) return Refuse(prepared);
    if (method_.handler().cost == ReadCost::kScan) return LoadOnPool();
    absl::StatusOr<std::string> answer = Load(store::ReadTier::kMemory);
    if (store::IsNotInMemory(answer.status())) return LoadOnPool();
    Finish(std::move(answer));
  }

  absl::Status Prepare() {
    ASSIGN_OR_RETURN(message_, method_.Decode(*method_.handler().prototype, request()));
    ClearOutputOnly(*message_);
    return Validate(*message_);
  }

  absl::StatusOr<std::string> Load(store::ReadTier tier) const {
    const Engine& engine = method_.engine();
    const std::unique_ptr<store::Snapshot> snapshot = engine.store.NewSnapshot(tier);
    const store::StoreInfo store = engine.store.Info();
    return method_.handler().load(*message_,
                                  {.snapshot = *snapshot, .store = store, .call = info(), .now = engine.clock.Now()});
  }

  void LoadOnPool() {
    const bool queued = method_.engine().readers.TrySubmit({.deadline = info().deadline, .run = [this](bool expired) {
                                                              if (expired) return Refuse(DeadlinePassed());
                                                              Finish(Load(store::ReadTier::kDisk));
                                                            }});
    if (!queued) Refuse(TooMuchWaiting());
  }

  void Finish(absl::StatusOr<std::string> answer) {
    if (!answer.ok()) return Refuse(answer.status());
    Answer(*std::move(answer));
  }

  const ReadMethod& method_;
  std::unique_ptr<Message> message_;
};

void ReadMethod::Accept(PolledQueue& queue) const { new ReadCall(*this, queue); }

}  // namespace

std::unique_ptr<Method> NewReadMethod(Method::Place place, const ReadHandler& handler) {
  return std::make_unique<ReadMethod>(std::move(place), handler);
}

}  // namespace jiedui::rpc
