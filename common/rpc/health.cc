// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/health.h"

#include <optional>
#include <utility>

#include "common/base/errors.h"
#include "grpc/health/v1/health.pb.h"

namespace jiedui::rpc {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

std::string Encode(Health::State state) {
  HealthCheckResponse response;
  switch (state) {
    case Health::State::kUnknown:
      response.set_status(HealthCheckResponse::SERVICE_UNKNOWN);
      break;
    case Health::State::kServing:
      response.set_status(HealthCheckResponse::SERVING);
      break;
    case Health::State::kNotServing:
      response.set_status(HealthCheckResponse::NOT_SERVING);
      break;
  }
  return response.SerializeAsString();
}

// Tells the state at first, then each change of it.
class Watcher final : public StreamSource {
 public:
  Watcher(const Health& health, std::string service) : health_(health), service_(std::move(service)) {}

  absl::StatusOr<Step> Next() override {
    const Health::State now = health_.StateOf(service_);
    Step step;
    if (told_ != now) step.messages.push_back(Encode(now));
    told_ = now;
    return step;
  }

 private:
  const Health& health_;
  const std::string service_;
  std::optional<Health::State> told_;
};

}  // namespace

Health::Health(const std::vector<std::string>& services) : services_(services.begin(), services.end()) {}

void Health::SetServing(bool serving) {
  MutexLock lock(mutex_);
  serving_ = serving;
}

Health::State Health::StateOf(absl::string_view service) const {
  if (!service.empty() && !services_.contains(service)) return State::kUnknown;
  MutexLock lock(mutex_);
  return serving_ ? State::kServing : State::kNotServing;
}

BuiltinService Health::MakeService() const {
  BuiltinService service;
  service.descriptor = HealthCheckRequest::descriptor()->file()->FindServiceByName("Health");
  service.plains["Check"] = {.prototype = &HealthCheckRequest::default_instance(),
                             .answer = [this](const Message& request) -> absl::StatusOr<std::string> {
                               const std::string& name = static_cast<const HealthCheckRequest&>(request).service();
                               const State state = StateOf(name);
                               if (state == State::kUnknown) return ResourceNotFound("grpc.health.v1.Service", name);
                               return Encode(state);
                             }};
  service.streams["Watch"] = {
      .prototype = &HealthCheckRequest::default_instance(),
      .open = [this](const Message& request, const CallInfo&) -> absl::StatusOr<std::unique_ptr<StreamSource>> {
        return std::make_unique<Watcher>(*this, static_cast<const HealthCheckRequest&>(request).service());
      }};
  return service;
}

}  // namespace jiedui::rpc
