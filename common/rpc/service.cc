// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/service.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "common/ops/log.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::MethodDescriptor;

// Registering wrongly is a bug that shows on the first start: there is nobody to answer an error to.
void DieUnless(bool holds, absl::string_view name, absl::string_view problem) {
  if (holds) return;
  ops::Log(ops::Level::kError, "wrong registration", {{"name", std::string(name)}, {"problem", std::string(problem)}});
  std::abort();
}

}  // namespace

Service::Service(absl::string_view full_name)
    : descriptor_(google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(full_name))) {
  DieUnless(descriptor_ != nullptr, full_name, "the program has no such proto service");
}

std::vector<std::string> Service::MissingMethods() const {
  std::vector<std::string> missing;
  for (int i = 0; i < descriptor_->method_count(); ++i) {
    const std::string& name = descriptor_->method(i)->name();
    const bool there =
        writes_.contains(name) || reads_.contains(name) || bulks_.contains(name) || streams_.contains(name);
    if (!there) missing.push_back(name);
  }
  return missing;
}

void Service::CheckMethod(absl::string_view method, const Message& request, const Message* response) const {
  const std::string name(method);
  const std::string full_name = absl::StrCat(descriptor_->full_name(), ".", name);
  const MethodDescriptor* found = descriptor_->FindMethodByName(name);
  DieUnless(found != nullptr, full_name, "the service has no such method");
  DieUnless(found->input_type() == request.GetDescriptor(), full_name, "its request is of another type");
  DieUnless(response == nullptr || found->output_type() == response->GetDescriptor(), full_name,
            "its response is of another type");
  DieUnless(found->server_streaming() == (response == nullptr), full_name, "it streams its answer, or does not");
  const bool again =
      writes_.contains(name) || reads_.contains(name) || bulks_.contains(name) || streams_.contains(name);
  DieUnless(!again, full_name, "it has a handler already");
}

}  // namespace jiedui::rpc
