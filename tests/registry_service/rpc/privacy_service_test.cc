// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/privacy_service.h"

#include <gmock/gmock.h>

#include "tests/registry_service/rpc/registry_server.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using Stub = v1::PrivacyService::Stub;

v1::CreatePrivacyRequestRequest Asked(const std::string& id, const std::string& person) {
  v1::CreatePrivacyRequestRequest request;
  request.set_privacy_request_id(id);
  v1::PrivacyRequest& asked = *request.mutable_privacy_request();
  asked.set_person("persons/" + person);
  asked.set_kind(v1::PrivacyRequest::KIND_ACCESS);
  asked.set_receive_date("2021-11-01");
  return request;
}

std::vector<std::string> Listed(RegistryServer& server, const std::string& filter) {
  v1::ListPrivacyRequestsRequest request;
  request.set_filter(filter);
  const auto response = Call(server.privacy(), &Stub::ListPrivacyRequests, request);
  EXPECT_THAT(response, IsOk());
  std::vector<std::string> names;
  for (const v1::PrivacyRequest& one : response->privacy_requests()) names.push_back(one.name());
  return names;
}

TEST(PrivacyService, ARequestIsRecordedListedWhileLateAndAnsweredOnce) {
  RegistryServer server;
  ASSERT_THAT(CreatePerson(server, "shan", Doctor()), IsOk());
  const auto created = Call(server.privacy(), &Stub::CreatePrivacyRequest, Asked("r1", "shan"));
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->due_date(), "2021-11-22");
  EXPECT_THAT(Call(server.privacy(), &Stub::CreatePrivacyRequest, Asked("r1", "shan")),
              StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(Call(server.privacy(), &Stub::CreatePrivacyRequest, Asked("r2", "nobody")),
              StatusIs(StatusCode::kNotFound));
  const std::string late = R"(state = STATE_OPEN AND due_date < "2021-11-23")";
  EXPECT_THAT(Listed(server, late), testing::ElementsAre("privacyRequests/r1"));
  EXPECT_THAT(Listed(server, R"(due_date < "2021-11-22")"), testing::IsEmpty());

  v1::AnswerPrivacyRequestRequest answer;
  answer.set_name("privacyRequests/r1");
  answer.set_answer("已提供副本");
  answer.set_answer_date("2021-11-20");
  ASSERT_THAT(Call(server.privacy(), &Stub::AnswerPrivacyRequest, answer), IsOk());
  EXPECT_THAT(Call(server.privacy(), &Stub::AnswerPrivacyRequest, answer), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Listed(server, late), testing::IsEmpty());
  v1::GetPrivacyRequestRequest get;
  get.set_name("privacyRequests/r1");
  const auto read = Call(server.privacy(), &Stub::GetPrivacyRequest, get);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->state(), v1::PrivacyRequest::STATE_DONE);
  EXPECT_EQ(read->answer(), "已提供副本");
}

TEST(PrivacyService, RefusesWhatIsMissing) {
  RegistryServer server;
  for (const char* field : {"person", "kind", "receive_date"}) {
    v1::CreatePrivacyRequestRequest request = Asked("r1", "shan");
    const auto* descriptor = v1::PrivacyRequest::descriptor()->FindFieldByName(field);
    request.privacy_request().GetReflection()->ClearField(request.mutable_privacy_request(), descriptor);
    EXPECT_THAT(Call(server.privacy(), &Stub::CreatePrivacyRequest, request),
                StatusIs(StatusCode::kInvalidArgument, testing::HasSubstr(field)));
  }
}

}  // namespace
}  // namespace jiedui::registry
