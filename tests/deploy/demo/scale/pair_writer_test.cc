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
  std::set<std::string> came;
  ForEach<v1::ApplyAssignmentCommandsRequest>(sink, LoadStep::kBeginnings, [&](const auto& command) {
    if (!command.has_check_in()) return;
    EXPECT_TRUE(known.contains(command.check_in().name()));
    EXPECT_TRUE(came.insert(command.check_in().name()).second);
  });
  ForEach<v1::MarkAttendanceRequest>(sink, LoadStep::kAttendance,
                                     [&](const auto& mark) { EXPECT_TRUE(came.contains(mark.assignment())); });
  ForEach<v1::ApplyAssignmentCommandsRequest>(sink, LoadStep::kEndings, [&](const auto& command) {
    EXPECT_TRUE(came.contains(command.has_complete() ? command.complete().name() : command.end_early().name()));
  });
  ForEach<v1::RecordLeaveRequest>(sink, LoadStep::kLeaves,
                                  [&](const auto& leave) { EXPECT_TRUE(known.contains(leave.parent())); });
}

// Of a pair of five years what comes later needs nothing that has not been.
TEST(WritePair, EachPartCanBeLoadedBeforeTheNext) {
  class Parts final : public RowSink {
   public:
    void Put(LoadStep step, const google::protobuf::Message& request) override {
      if (step == LoadStep::kPersons)
        persons_.insert(static_cast<const registry::v1::ImportPersonsRequest&>(request).person().name());
      if (step == LoadStep::kSeats) seats_.push_back(static_cast<const v1::ApplyAssignmentCommandsRequest&>(request));
      open_ = true;
    }
    void EndPart() override {
      for (const auto& command : seats_) {
        if (!command.has_create()) continue;
        EXPECT_TRUE(persons_.contains(command.create().assignment().person()));
      }
      seats_.clear();
      ++parts_;
      open_ = false;
    }
    int parts() const { return parts_; }
    bool open() const { return open_; }

   private:
    std::set<std::string> persons_;
    std::vector<v1::ApplyAssignmentCommandsRequest> seats_;
    int parts_ = 0;
    bool open_ = false;
  };
  Parts parts;
  WritePair(TierMap(*FindTier("nation"), 20211115), 12, parts);
  EXPECT_EQ(parts.parts(), 5);
  EXPECT_FALSE(parts.open());
}

TEST(WritePair, AttendanceMayBeLeftOutAndTheRestIsTheSame) {
  Tier tier = *FindTier("province");
  tier.attendance = false;
  MemorySink without;
  const PairTally tally = WritePair(TierMap(tier, 20211115), 12, without);
  MemorySink with;
  const PairTally all = WritePair(TierMap(*FindTier("province"), 20211115), 12, with);
  EXPECT_EQ(without.requests()[LoadStep::kAttendance].size(), 0u);
  EXPECT_EQ(all.rows().at("attendance_marks"), static_cast<int64_t>(with.requests()[LoadStep::kAttendance].size()));
  EXPECT_EQ(without.requests()[LoadStep::kEndings].size(), with.requests()[LoadStep::kEndings].size());
  EXPECT_EQ(tally.FiguresOn(absl::CivilDay(2021, 12, 31)), all.FiguresOn(absl::CivilDay(2021, 12, 31)));
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
  ForEach<v1::ApplyAssignmentCommandsRequest>(sink, LoadStep::kBeginnings,
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
