// SPDX-License-Identifier: Apache-2.0
// Entrepreneurs are counted by who they are after the registry's merges, over real calls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scheduler_service/reporting_server.h"

namespace jiedui::scheduler {
namespace {

using ::testing::IsEmpty;

constexpr char kAll[] = "OUT.ENTREPRENEUR";
constexpr char kTrained[] = "OUT.ENTREPRENEUR.TRAINED";

class MergedEntrepreneurs : public ReportingServer {
 protected:
  MergedEntrepreneurs() {
    v1::Course course = Clinical();
    course.set_name("pairings/yh-cx/courses/shops");
    course.set_programme(v1::PROGRAMME_ECOMMERCE);
    EXPECT_THAT(Create(course), IsOk());
  }

  absl::StatusOr<v1::RecordOutcomeResponse> Record(const std::string& person) {
    auto request = FromText<v1::RecordOutcomeRequest>(R"pb(
      parent: "pairings/yh-cx"
      outcome { kind: KIND_ENTREPRENEUR display_name: "赵老板" division: "510824100" open_date: "2021-07-01" })pb");
    request.mutable_outcome()->set_person("persons/" + person);
    return Invoke(*outcomes_, &Outcomes::RecordOutcome, request);
  }
  void Merge(const std::string& duplicate, const std::string& into) {
    registry::v1::Person merged = VillageDoctor(duplicate);
    merged.mutable_delete_time()->set_seconds(1);
    merged.set_merged_into("persons/" + into);
    const uint64_t revision = registry_.Put(merged);
    ASSERT_TRUE(Eventually([&] { return Status().directory().revision() >= revision; }));
  }
  int64_t Counted(const std::string& code) { return ValueOf(Live("2021-12-31"), code); }
};

TEST_F(MergedEntrepreneurs, WhoWasTrainedStaysSo) {
  ASSERT_THAT(Assign("a", "zhao", "courses/shops"), IsOk());
  ASSERT_THAT(CheckIn("a", "2021-10-18"), IsOk());
  ASSERT_THAT(Record("zhao"), IsOk());
  EXPECT_EQ(Counted(kAll), 1);
  EXPECT_EQ(Counted(kTrained), 1);
  Merge("zhao", "li");
  EXPECT_EQ(Counted(kAll), 1);
  EXPECT_EQ(Counted(kTrained), 1);
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(MergedEntrepreneurs, TwoRecordsOfOneCountOnce) {
  ASSERT_THAT(Record("zhao"), IsOk());
  ASSERT_THAT(Record("li"), IsOk());
  EXPECT_EQ(Counted(kAll), 2);
  Merge("zhao", "li");
  EXPECT_EQ(Counted(kAll), 1);
  EXPECT_THAT(VerifyFindings(), IsEmpty());
}

TEST_F(MergedEntrepreneurs, WhoWasRecordedBeforeIsKnown) {
  const auto first = Record("zhao");
  ASSERT_THAT(first, IsOk());
  Merge("zhao", "li");
  for (const char* person : {"li", "zhao"}) {
    const auto again = Record(person);
    ASSERT_THAT(again, IsOk());
    EXPECT_TRUE(again->known());
    EXPECT_EQ(again->outcome().name(), first->outcome().name());
    EXPECT_EQ(again->outcome().person(), "persons/li");
  }
}

}  // namespace
}  // namespace jiedui::scheduler
