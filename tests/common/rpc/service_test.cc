// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/service.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "jiedui/registry/v1/admin_service.pb.h"
#include "jiedui/registry/v1/change_service.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::rpc {
namespace {

namespace v1 = registry::v1;

absl::StatusOr<v1::GetStatusResponse> AnswerStatus(const v1::GetStatusRequest&, const ReadContext&) {
  return v1::GetStatusResponse();
}

TEST(MissingMethods, NamesWhatHasNoHandler) {
  Service service("jiedui.registry.v1.AdminService");
  EXPECT_THAT(service.MissingMethods(), testing::ElementsAre("GetStatus"));
  service.Read<v1::GetStatusRequest, v1::GetStatusResponse>("GetStatus", ReadCost::kPoint, AnswerStatus);
  EXPECT_THAT(service.MissingMethods(), testing::IsEmpty());
}

TEST(ServiceDeathTest, UnknownServiceAborts) {
  EXPECT_DEATH(Service("jiedui.registry.v1.NoService"), "no such proto service");
}

TEST(ServiceDeathTest, UnknownMethodAborts) {
  Service service("jiedui.registry.v1.AdminService");
  const auto read = [&] {
    service.Read<v1::GetStatusRequest, v1::GetStatusResponse>("GetState", ReadCost::kPoint, AnswerStatus);
  };
  EXPECT_DEATH(read(), "no such method");
}

TEST(ServiceDeathTest, SecondHandlerAborts) {
  Service service("jiedui.registry.v1.AdminService");
  const auto read = [&] {
    service.Read<v1::GetStatusRequest, v1::GetStatusResponse>("GetStatus", ReadCost::kPoint, AnswerStatus);
  };
  read();
  EXPECT_DEATH(read(), "has a handler already");
}

TEST(ServiceDeathTest, WrongTypesAbort) {
  Service service("jiedui.registry.v1.PersonService");
  const auto wrong_request = [&] {
    service.Read<v1::GetStatusRequest, v1::GetStatusResponse>("GetPerson", ReadCost::kPoint, AnswerStatus);
  };
  EXPECT_DEATH(wrong_request(), "request is of another type");
  const auto wrong_response = [&] {
    service.Read<v1::GetPersonRequest, v1::GetStatusResponse>(
        "GetPerson", ReadCost::kPoint,
        [](const v1::GetPersonRequest&, const ReadContext&) -> absl::StatusOr<Encoded> { return Encoded(); });
  };
  EXPECT_DEATH(wrong_response(), "response is of another type");
}

TEST(ServiceDeathTest, StreamForUnaryMethodAborts) {
  Service service("jiedui.registry.v1.PersonService");
  const auto stream = [&] {
    service.Stream<v1::GetPersonRequest>(
        "GetPerson", [](const v1::GetPersonRequest&, const CallInfo&) -> absl::StatusOr<std::unique_ptr<StreamSource>> {
          return nullptr;
        });
  };
  EXPECT_DEATH(stream(), "streams its answer");
}

}  // namespace
}  // namespace jiedui::rpc
