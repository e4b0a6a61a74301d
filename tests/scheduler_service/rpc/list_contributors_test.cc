// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/list_contributors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scheduler_service/scheduler_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

class ListContributors : public SchedulerServer {
 protected:
  ListContributors() {
    request_.set_pairing("pairings/yh-cx");
    request_.set_figure("TR.TALENT.PERSONS");
    request_.set_as_of("2021-11-15");
  }

  absl::StatusOr<v1::ListContributorsResponse> List() {
    return Invoke(*reports_, &v1::ReportService::Stub::ListContributors, request_);
  }

  // Three in the clinical course, of whom two came.
  void FillCourse() {
    CreateSmallWorld();
    for (const auto& [id, person] : {std::pair("a", "zhao"), std::pair("b", "qian"), std::pair("c", "sun")})
      ASSERT_THAT(Assign(id, person, "courses/clinical"), IsOk());
    ASSERT_THAT(CheckIn("a", "2021-10-19"), IsOk());
    ASSERT_THAT(CheckIn("c", "2021-10-18"), IsOk());
  }

  v1::ListContributorsRequest request_;
};

std::vector<std::string> People(const v1::ListContributorsResponse& response) {
  std::vector<std::string> people;
  for (const v1::Contributor& row : response.contributors()) people.push_back(row.person());
  return people;
}

TEST_F(ListContributors, TheRowsThatCountAndThenTheOthers) {
  FillCourse();
  const auto response = List();
  ASSERT_THAT(response, IsOk());
  EXPECT_THAT(People(*response), ElementsAre("persons/sun", "persons/zhao", "persons/qian"));
  EXPECT_EQ(response->counted(), 2);
  EXPECT_EQ(response->not_counted(), 1);
  EXPECT_EQ(response->contributors(2).not_counted(), v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED);
  EXPECT_EQ(response->contributors(0).organization_display_name(), "陵江镇卫生院");
  EXPECT_EQ(response->next_page_token(), "");
  request_.set_counted_only(true);
  EXPECT_THAT(People(*List()), ElementsAre("persons/sun", "persons/zhao"));
  EXPECT_EQ(List()->not_counted(), 1);
}

TEST_F(ListContributors, PageByPage) {
  FillCourse();
  request_.set_page_size(1);
  std::vector<std::string> people;
  for (int page = 0; page < 3; ++page) {
    const auto response = List();
    ASSERT_THAT(response, IsOk());
    ASSERT_EQ(response->contributors_size(), 1);
    people.push_back(response->contributors(0).person());
    EXPECT_EQ(response->counted(), 2);
    EXPECT_EQ(response->next_page_token().empty(), page == 2);
    request_.set_page_token(response->next_page_token());
  }
  EXPECT_THAT(people, ElementsAre("persons/sun", "persons/zhao", "persons/qian"));
}

TEST_F(ListContributors, ATokenIsForItsRequest) {
  FillCourse();
  request_.set_page_size(1);
  request_.set_page_token(List()->next_page_token());
  request_.set_as_of("2021-11-16");
  EXPECT_THAT(List(), FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
}

TEST_F(ListContributors, OfAllPairings) {
  FillCourse();
  request_.set_pairing("pairings/-");
  const auto response = List();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->counted(), 2);
  EXPECT_EQ(response->contributors(0).pairing(), "pairings/yh-cx");
}

TEST_F(ListContributors, OnAnotherBasis) {
  FillCourse();
  request_.set_basis(v1::BASIS_NOMINATED);
  EXPECT_EQ(List()->counted() + List()->not_counted(), 3);
  request_.set_basis(v1::BASIS_COMPLETED);
  EXPECT_EQ(List()->counted(), 0);
}

TEST_F(ListContributors, Refusals) {
  EXPECT_THAT(List(), FailsWith(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  CreateSmallWorld();
  request_.set_page_token("nonsense");
  EXPECT_THAT(List(), FailsWith(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID"));
  request_.clear_page_token();
  request_.set_basis(v1::BASIS_SIGNED);
  EXPECT_THAT(FieldsIn(List().status()), ElementsAre("basis"));
  request_.clear_basis();
  request_.set_as_of("2021-04-30");
  EXPECT_THAT(FieldsIn(List().status()), ElementsAre("as_of"));
  request_.set_figure("NO.SUCH");
  EXPECT_THAT(FieldsIn(List().status()), ElementsAre("figure"));
}

}  // namespace
}  // namespace jiedui::scheduler
