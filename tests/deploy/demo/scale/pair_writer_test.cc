// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/pair_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "deploy/demo/names.h"
#include "jiedui/registry/v1/organization_service.pb.h"
#include "jiedui/registry/v1/person_service.pb.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"
#include "jiedui/scheduler/v1/course_service.pb.h"

namespace jiedui::demo {
namespace {

namespace v1 = scheduler::v1;

template <typename Request, typename Visit>
void ForEach(MemorySink& sink, LoadStep step, Visit visit) {
  for (const auto& request : sink.requests()[step]) visit(static_cast<const Request&>(*request));
}

// Whoever is spoken of was said before.
TEST(WritePair, NothingIsNamedThatIsNotThere) {
  const TierMap map(*FindTier("province"), 20211115);
  MemorySink sink;
  WritePair(map, 12, sink);
  std::set<std::string> known;
  ForEach<registry::v1::ImportOrganizationsRequest>(sink, LoadStep::kOrganizations,
                                                    [&](const auto& row) { known.insert(row.organization().name()); });
  ForEach<registry::v1::ImportPersonsRequest>(sink, LoadStep::kPersons, [&](const auto& row) {
    for (const auto& employment : row.person().employments()) EXPECT_TRUE(known.contains(employment.organization()));
    EXPECT_TRUE(known.insert(row.person().name()).second) << row.person().name();
    EXPECT_FALSE(IsDenied(row.person().display_name()));
  });
  ForEach<v1::CreateCourseRequest>(sink, LoadStep::kCourses, [&](const auto& request) {
    EXPECT_TRUE(known.insert(request.parent() + "/courses/" + request.course_id()).second);
  });
  ForEach<v1::ApplyAssignmentCommandsRequest>(sink, LoadStep::kSeats, [&](const auto& command) {
    if (!command.has_create()) return;
    EXPECT_TRUE(known.contains(command.create().assignment().person()));
    EXPECT_TRUE(known.insert(command.create().parent() + "/assignments/" + command.create().assignment_id()).second);
  });
  ForEach<v1::ApplyAssignmentCommandsRequest>(sink, LoadStep::kEvents, [&](const auto& command) {
    if (command.has_check_in()) {
      EXPECT_TRUE(known.contains(command.check_in().name()));
    }
    if (command.has_complete()) {
      EXPECT_TRUE(known.contains(command.complete().name()));
    }
  });
}

TEST(WritePair, TheTallySaysHowManyRowsThereAre) {
  const TierMap map(*FindTier("province"), 20211115);
  MemorySink sink;
  const PairTally tally = WritePair(map, 12, sink);
  const auto count = [&](LoadStep step) { return static_cast<int64_t>(sink.requests()[step].size()); };
  EXPECT_EQ(tally.rows().at("persons"), count(LoadStep::kPersons));
  EXPECT_EQ(tally.rows().at("courses"), count(LoadStep::kCourses));
  EXPECT_EQ(tally.rows().at("postings"), count(LoadStep::kPostings));
  int64_t check_ins = 0;
  ForEach<v1::ApplyAssignmentCommandsRequest>(sink, LoadStep::kEvents,
                                              [&](const auto& command) { check_ins += command.has_check_in(); });
  EXPECT_EQ(tally.rows().at("check_ins"), check_ins);
}

// Identity numbers are each issued once, whichever the pairs: counties may share their last digits.
TEST(WritePair, NoTwoPairsIssueOneNumber) {
  const TierMap map(*FindTier("province"), 20211115);
  std::map<std::string, std::string> holders;
  for (int pair = 1; pair < 30; ++pair) {
    MemorySink sink;
    WritePair(map, pair, sink);
    ForEach<registry::v1::ImportPersonsRequest>(sink, LoadStep::kPersons, [&](const auto& row) {
      const auto [known, is_new] =
          holders.emplace(row.person().private_fields().id_document().number(), row.person().name());
      EXPECT_TRUE(is_new || known->second == row.person().name()) << known->first;
    });
  }
}

}  // namespace
}  // namespace jiedui::demo
