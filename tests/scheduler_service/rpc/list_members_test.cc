// SPDX-License-Identifier: Apache-2.0
// Every list below a pairing, as the server describes them: new ones too.
#include "scheduler_service/rpc/list_members.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/codegen/client_unary_call.h"
#include "jiedui/rules/v1/rules.pb.h"
#include "tests/scheduler_service/scheduler_server.h"
#include "tests/support/status_details.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;
using ::testing::IsSupersetOf;

// Where a request says which pairing; null if it says none.
const FieldDescriptor* PairingIn(const MethodDescriptor& method) {
  const FieldDescriptor* const parent = method.input_type()->FindFieldByName("parent");
  const bool is_pairing =
      parent != nullptr && parent->options().GetExtension(rules::v1::rule).resource() == "pairings/*";
  return is_pairing ? parent : nullptr;
}

class ListsOfAPairing : public SchedulerServer {
 protected:
  ListsOfAPairing() {
    CreateSmallWorld();
    for (const rpc::Service& service : scheduler_.Services())
      for (int i = 0; i < service.descriptor().method_count(); ++i) AddIfList(*service.descriptor().method(i));
  }

  absl::Status Call(const MethodDescriptor& method, const std::string& pairing) {
    const auto request = New(method.input_type());
    request->GetReflection()->SetString(request.get(), PairingIn(method), pairing);
    if (const FieldDescriptor* const as_of = method.input_type()->FindFieldByName("as_of"); as_of != nullptr)
      request->GetReflection()->SetString(request.get(), as_of, "2021-11-15");
    const auto response = New(method.output_type());
    const std::string path = absl::StrCat("/", method.service()->full_name(), "/", method.name());
    grpc::ClientContext context;
    rpc::SetTimeout(context, absl::Seconds(20));
    return rpc::FromGrpcStatus(grpc::internal::BlockingUnaryCall<Message, Message, Message, Message>(
        channel_.get(), grpc::internal::RpcMethod(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC), &context,
        *request, response.get()));
  }

  std::vector<const MethodDescriptor*> lists_;

 private:
  void AddIfList(const MethodDescriptor& method) {
    if (absl::StartsWith(method.name(), "List") && PairingIn(method) != nullptr) lists_.push_back(&method);
  }
  static std::unique_ptr<Message> New(const google::protobuf::Descriptor* type) {
    return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(type)->New());
  }

  std::shared_ptr<grpc::Channel> channel_ = rpc::NewChannel(absl::StrCat("127.0.0.1:", server_->port()));
};

TEST_F(ListsOfAPairing, ThatDoesNotExistAreNotFound) {
  std::vector<std::string> names;
  for (const MethodDescriptor* method : lists_) {
    SCOPED_TRACE(method->full_name());
    names.push_back(method->name());
    EXPECT_THAT(Call(*method, "pairings/yh-cx"), IsOk());
    const absl::Status status = Call(*method, "pairings/yh-xc");
    EXPECT_THAT(status, FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_EQ(DetailOf<google::rpc::ResourceInfo>(status).resource_name(), "pairings/yh-xc");
  }
  EXPECT_THAT(names, IsSupersetOf({"ListAgreements", "ListAssignments", "ListCorrections", "ListCourses", "ListDemands",
                                   "ListEditions", "ListManualFigures", "ListOutcomes", "ListPlans", "ListPostings",
                                   "ListUnmetDemand"}));
}

}  // namespace
}  // namespace jiedui::scheduler
