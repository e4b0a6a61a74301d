// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/privacy_request.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using absl::StatusCode;
using testing::HasSubstr;
using v1::PrivacyRequest;

// 2021-12-01 in Shanghai.
const Stamp kDecember{.now = absl::FromUnixSeconds(1638320400), .revision = 7, .actor = "卫健局"};

PrivacyRequest Asked(const std::string& receive_date) {
  PrivacyRequest request;
  request.set_name("privacyRequests/r1");
  request.set_person("persons/shan");
  request.set_kind(PrivacyRequest::KIND_DELETION);
  request.set_receive_date(receive_date);
  request.set_detail("删除身份证号和电话");
  request.set_state(PrivacyRequest::STATE_DONE);  // ignored, as is all that the server sets
  request.set_due_date("2099-01-01");
  return request;
}

PrivacyRequestRecord Open() {
  const auto record = Register(Asked("2021-11-01"), {.current = std::nullopt, .person_exists = true}, kDecember);
  EXPECT_THAT(record, IsOk());
  return *record;
}

v1::AnswerPrivacyRequestRequest AnswerOn(const std::string& date) {
  v1::AnswerPrivacyRequestRequest answer;
  answer.set_name("privacyRequests/r1");
  answer.set_answer("依法留存三年, 已限制处理");
  answer.set_answer_date(date);
  return answer;
}

TEST(RegisterPrivacyRequest, IsOpenAndDueAfter15WorkingDays) {
  const PrivacyRequest request = Open().privacy_request();
  EXPECT_EQ(request.state(), PrivacyRequest::STATE_OPEN);
  EXPECT_EQ(request.due_date(), "2021-11-22");
  EXPECT_EQ(request.creator(), "卫健局");
  EXPECT_EQ(request.detail(), "删除身份证号和电话");
  EXPECT_FALSE(request.etag().empty());
}

TEST(RegisterPrivacyRequest, IsRefusedForNobodyAheadOfItsDayAndTwice) {
  EXPECT_THAT(Register(Asked("2021-11-01"), {}, kDecember), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Register(Asked("2021-12-02"), {.current = std::nullopt, .person_exists = true}, kDecember),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Register(Asked("2021-11-01"), {.current = Open(), .person_exists = true}, kDecember),
              StatusIs(StatusCode::kAlreadyExists));
}

TEST(AnswerPrivacyRequest, InTimeAndLate) {
  const auto in_time = Answer(AnswerOn("2021-11-22"), Open(), kDecember);
  ASSERT_THAT(in_time, IsOk());
  EXPECT_EQ(in_time->privacy_request().state(), PrivacyRequest::STATE_DONE);
  EXPECT_FALSE(in_time->privacy_request().late());
  v1::AnswerPrivacyRequestRequest refusal = AnswerOn("2021-11-23");
  refusal.set_refused(true);
  const auto late = Answer(refusal, Open(), kDecember);
  ASSERT_THAT(late, IsOk());
  EXPECT_EQ(late->privacy_request().state(), PrivacyRequest::STATE_REFUSED);
  EXPECT_TRUE(late->privacy_request().late());
  EXPECT_EQ(late->privacy_request().answerer(), "卫健局");
}

TEST(AnswerPrivacyRequest, OnceAndOnAPossibleDay) {
  EXPECT_THAT(Answer(AnswerOn("2021-11-22"), std::nullopt, kDecember), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Answer(AnswerOn("2021-10-31"), Open(), kDecember), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Answer(AnswerOn("2021-12-02"), Open(), kDecember), StatusIs(StatusCode::kInvalidArgument));
  const auto answered = Answer(AnswerOn("2021-11-22"), Open(), kDecember);
  EXPECT_THAT(Answer(AnswerOn("2021-11-23"), *answered, kDecember),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("2021-11-22")));
  v1::AnswerPrivacyRequestRequest old = AnswerOn("2021-11-22");
  old.set_etag("0");
  EXPECT_THAT(Answer(old, Open(), kDecember), StatusIs(StatusCode::kAborted));
}

}  // namespace
}  // namespace jiedui::registry
