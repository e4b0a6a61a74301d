// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/reporter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "scheduler_service/reporting/contributors.h"
#include "scheduler_service/reporting/count_pairing.h"
#include "scheduler_service/reporting/report_rows.h"
#include "tests/scheduler_service/reporting/random_rows.h"
#include "tests/scheduler_service/reporting/report_world.h"
#include "tests/support/seed.h"

namespace jiedui::scheduler {
namespace {

absl::Status GoOn() { return absl::OkStatus(); }

ReportQuestion OfAll(const std::string& as_of, const std::string& since = "") {
  return {.pairing = std::string(kAllPairings), .since = since, .as_of = as_of};
}

TEST(Reporter, TellsOfOnePairing) {
  ReportWorld world;
  world.Put(Clinical());
  world.Put(Named(Came("zhao", "courses/clinical", "2021-10-18"), "a"));
  Reporter reporter(world.tables());
  const auto snapshot = world.Snapshot();
  const auto report = reporter.ReportOf(*snapshot, YuhangCangxi(), AsOf("2021-11-15", ""));
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->since(), "2021-05-01");
  EXPECT_EQ(report->as_of(), "2021-11-15");
  EXPECT_EQ(report->pairing_display_name(), "余杭-苍溪");
  EXPECT_EQ(report->revision(), snapshot->revision());
  EXPECT_EQ(report->pairings(), 1);
  EXPECT_EQ(LineOf(*report, "TR.TALENT.PERSONS").value(), 1);
  EXPECT_EQ(LineOf(*report, "TR.TALENT.PERSONS").parts(0).display_name(), "临床医生培训班");
}

TEST(Reporter, PairingsThatBeginLaterAreNotCounted) {
  ReportWorld world;
  world.Put(PairingOf("sm-cx"));
  world.Put(PairingOf("later", "330110", "510821", "2022-01-01"));
  Reporter reporter(world.tables());
  const auto report = reporter.ReportOfAll(*world.Snapshot(), OfAll("2021-11-15"), GoOn);
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->pairings(), 2);
  EXPECT_EQ(report->since(), "2018-04-01");
  EXPECT_EQ(report->pairing(), "pairings/-");
  EXPECT_EQ(reporter.ReportOfAll(*world.Snapshot(), OfAll("2017-01-01"), GoOn)->pairings(), 0);
}

TEST(Reporter, StopsWhereItIsTold) {
  ReportWorld world;
  Reporter reporter(world.tables());
  EXPECT_THAT(reporter
                  .ReportOfAll(*world.Snapshot(), OfAll("2021-11-15"),
                               [] { return absl::DeadlineExceededError("nobody waits"); })
                  .status(),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

// The second is asked only whether it still waits, every 20 ms, not pairing after pairing.
TEST(Reporter, WhoAsksTheSameMeanwhileWaitsAndDoesNotCount) {
  constexpr int kPairings = 40;
  ReportWorld world;
  for (int i = 0; i < kPairings; ++i) world.Put(PairingOf(absl::StrCat("p", i)));
  Reporter reporter(world.tables());
  std::atomic<int> first_asked = 0;
  std::atomic<int> second_asked = 0;
  const auto count = [&](std::atomic<int>& asked, const std::atomic<int>& awaited) {
    const auto report = reporter.ReportOfAll(*world.Snapshot(), OfAll("2021-11-15"), [&] {
      ++asked;
      while (awaited == 0) std::this_thread::yield();
      return absl::OkStatus();
    });
    EXPECT_THAT(report, IsOk());
    return report.ok() ? report->SerializeAsString() : "";
  };
  std::string first;
  const absl::Time begin = absl::Now();
  std::thread counting([&] { first = count(first_asked, second_asked); });
  while (first_asked == 0) std::this_thread::yield();
  const std::string second = count(second_asked, first_asked);
  counting.join();
  EXPECT_EQ(first, second);
  EXPECT_GE(first_asked, kPairings);
  EXPECT_LT(second_asked, kPairings / 2 + (absl::Now() - begin) / absl::Milliseconds(20));
}

// An older snapshot is answered by what it shows, whatever is kept.
TEST(Reporter, AnOlderSnapshotTellsWhatItShows) {
  ReportWorld world;
  world.Put(Clinical());
  const auto older = world.Snapshot();
  world.Put(Named(Came("zhao", "courses/clinical", "2021-10-18"), "a"));
  Reporter reporter(world.tables());
  const auto persons = [&](const store::Snapshot& snapshot) {
    return LineOf(*reporter.ReportOf(snapshot, YuhangCangxi(), AsOf("2021-11-15")), "TR.TALENT.PERSONS").value();
  };
  EXPECT_EQ(persons(*world.Snapshot()), 1);
  EXPECT_EQ(persons(*older), 0);
  EXPECT_EQ(persons(*world.Snapshot()), 1);
  EXPECT_EQ(LineOf(*reporter.ReportOfAll(*older, OfAll("2021-11-15"), GoOn), "TR.TALENT.PERSONS").value(), 0);
  EXPECT_EQ(LineOf(*reporter.ReportOfAll(*world.Snapshot(), OfAll("2021-11-15"), GoOn), "TR.TALENT.PERSONS").value(),
            1);
}

// Every figure of every report is the count of the rows that are listed behind it, and what holds between figures does.
void ExpectFiguresAreTheirRows(ReportWorld& world, const v1::Report& report, const std::vector<v1::Pairing>& pairings,
                               const ReportQuestion& question) {
  const auto snapshot = world.Snapshot();
  for (const FigureSpec& spec : FigureSpecs()) {
    const v1::Figure line = LineOf(report, std::string(spec.code));
    const auto list = ContributorList::Count(world.tables(), *snapshot,
                                             {.pairings = pairings, .question = question, .figure = spec.id}, GoOn);
    ASSERT_THAT(list, IsOk());
    EXPECT_EQ(line.value(), list->counted()) << spec.code;
    EXPECT_EQ(line.not_counted(), list->not_counted()) << spec.code;
    int64_t parts = 0;
    for (const v1::FigurePart& part : line.parts()) parts += part.value();
    if (line.parts_size() > 0) {
      EXPECT_LE(line.value(), parts) << spec.code;
      EXPECT_EQ(line.value() != parts, !line.note().empty()) << spec.code;
    }
    // Who completed in the period may have checked in before it.
    if (!spec.part_of.empty() && spec.id != FigureId::kTalentCompleted) {
      EXPECT_LE(line.value(), LineOf(report, std::string(spec.part_of)).value()) << spec.code;
    }
  }
  EXPECT_LE(LineOf(report, "TR.TALENT.PERSONS").value(), LineOf(report, "TR.TALENT.PERSON_TIMES").value());
  const v1::Figure times = LineOf(report, "TR.TALENT.PERSON_TIMES");
  int64_t parts = 0;
  for (const v1::FigurePart& part : times.parts()) parts += part.value();
  EXPECT_EQ(parts, times.value());
}

// After any change: what is kept answers as counting anew does, for one pairing and for all.
TEST(Reporter, KeptOrCountedAnewIsTheSameAfterAnyChange) {
  const uint64_t seed = SomeSeed();
  SCOPED_TRACE(absl::StrCat("JIEDUI_SEED=", seed));
  RandomRows rows(seed);
  ReportWorld world;
  rows.Begin(world);
  Reporter kept(world.tables());
  int64_t people = 0;
  for (int step = 0; step < 150; ++step) {
    rows.Change(world);
    const auto snapshot = world.Snapshot();
    const auto pairings = *ReadPairings(world.tables(), *snapshot);
    const ReportQuestion all = rows.Question(std::string(kAllPairings));
    Reporter anew(world.tables());
    const auto report = kept.ReportOfAll(*snapshot, all, GoOn);
    ASSERT_THAT(report, IsOk());
    ASSERT_EQ(report->SerializeAsString(), anew.ReportOfAll(*snapshot, all, GoOn)->SerializeAsString())
        << "step " << step;
    const v1::Pairing& pairing = pairings[static_cast<size_t>(step) % pairings.size()];
    const ReportQuestion one = rows.Question(pairing.name());
    const auto of_one = kept.ReportOf(*snapshot, pairing, one);
    ASSERT_EQ(of_one->SerializeAsString(), anew.ReportOf(*snapshot, pairing, one)->SerializeAsString());
    people += LineOf(*report, "TR.TALENT.PERSONS").value();
    if (step % 10 != 0) continue;
    ExpectFiguresAreTheirRows(world, *report, pairings, all);
    if (PeriodOf(one, pairing).first <= one.as_of) ExpectFiguresAreTheirRows(world, *of_one, {pairing}, one);
    if (HasFailure()) FAIL() << "step " << step;
  }
  EXPECT_GT(people, 0);
}

}  // namespace
}  // namespace jiedui::scheduler
