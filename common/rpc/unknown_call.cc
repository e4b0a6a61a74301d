// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/unknown_call.h"

#include "absl/strings/str_cat.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/rpc/event.h"
#include "common/rpc/status.h"
#include "grpcpp/support/byte_buffer.h"

namespace jiedui::rpc {
namespace {

constexpr int kUnknownAccepts = 2;
constexpr int kEchoedCodePointsMax = 200;

absl::Status MethodUnknown(const std::string& method) {
  return MakeError(absl::StatusCode::kUnimplemented, "METHOD_UNKNOWN",
                   absl::StrCat("there is no method ", Excerpt(method, kEchoedCodePointsMax),
                                " here; server reflection lists those that there are"));
}

// Lives from its construction until its answer has left; deletes itself.
class UnknownCall final : public Event {
 public:
  UnknownCall(const Engine& engine, grpc::AsyncGenericService& service, PolledQueue& queue)
      : engine_(engine), service_(service), queue_(queue) {
    Event* const tag = this;
    service_.RequestCall(&context_, &stream_, queue_.get(), queue_.get(), tag);
  }
  ~UnknownCall() {
    if (accepted_) engine_.gate.Leave();
  }

  void Complete(bool ok) override {
    // Either nothing was accepted because the server stops, or the answer has left.
    if (accepted_ || !ok) {
      delete this;
      return;
    }
    accepted_ = true;
    engine_.gate.Enter();  // refused either way
    new UnknownCall(engine_, service_, queue_);
    Event* const tag = this;
    stream_.Finish(ToGrpcStatus(MethodUnknown(context_.method()), engine_.options.error_domain), tag);
  }

 private:
  const Engine& engine_;
  grpc::AsyncGenericService& service_;
  PolledQueue& queue_;
  grpc::GenericServerContext context_;
  grpc::GenericServerAsyncReaderWriter stream_{&context_};
  bool accepted_ = false;
};

}  // namespace

void UnknownMethods::AcceptOn(PolledQueue& queue) {
  for (int i = 0; i < kUnknownAccepts; ++i) new UnknownCall(engine_, service_, queue);
}

}  // namespace jiedui::rpc
