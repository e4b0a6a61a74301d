// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/plain_call.h"

#include <utility>

#include "common/rpc/unary_call.h"

namespace jiedui::rpc {
namespace {

class PlainMethod final : public Method {
 public:
  PlainMethod(Place place, const PlainHandler& handler) : Method(std::move(place)), handler_(handler) {}
  void Accept(PolledQueue& queue) const override;
  const PlainHandler& handler() const { return handler_; }

 private:
  const PlainHandler& handler_;
};

class PlainCall final : public UnaryCall {
 public:
  PlainCall(const PlainMethod& method, PolledQueue& queue)
      : UnaryCall(method, queue, /*admitted_always=*/true), method_(method) {}

 private:
  void Run() override {
    absl::StatusOr<std::string> answer = Load();
    if (!answer.ok()) return Refuse(answer.status());
    Answer(*std::move(answer));
  }

  absl::StatusOr<std::string> Load() {
    ASSIGN_OR_RETURN(const std::unique_ptr<Message> message, method_.Decode(*method_.handler().prototype, request()));
    return method_.handler().answer(*message);
  }

  const PlainMethod& method_;
};

void PlainMethod::Accept(PolledQueue& queue) const { new PlainCall(*this, queue); }

}  // namespace

std::unique_ptr<Method> NewPlainMethod(Method::Place place, const PlainHandler& handler) {
  return std::make_unique<PlainMethod>(std::move(place), handler);
}

}  // namespace jiedui::rpc
