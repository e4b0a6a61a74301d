// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "deploy/demo/scale/pair_writer.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace jiedui::demo {
namespace {

class Discard final : public RowSink {
 public:
  void Put(LoadStep step, const google::protobuf::Message& request) override {
    static_cast<void>(step);
    static_cast<void>(request);
  }
};

PairSummary SummaryOf(const TierMap& map, int pair) {
  Discard sink;
  return Summarize(map, pair, WritePair(map, pair, sink));
}

google::protobuf::Struct Parse(const std::string& json) {
  google::protobuf::Struct parsed;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &parsed).ok());
  return parsed;
}

double FigureOn(const google::protobuf::Struct& manifest, int day, const std::string& code) {
  const auto& report = manifest.fields().at("reports").list_value().values(day).struct_value();
  return report.fields().at("figures").struct_value().fields().at(code).number_value();
}

TEST(PairManifest, AddsUp) {
  const TierMap map(*FindTier("province"), 20211115);
  double persons = 0;
  for (const int pair : {1, 2, 3, 4, 5, 6}) {
    const google::protobuf::Struct manifest = Parse(PairManifest(map, SummaryOf(map, pair)));
    for (const auto& [check, numbers] : manifest.fields().at("cross_foot").struct_value().fields()) {
      const double left = numbers.list_value().values(0).number_value();
      const double right = numbers.list_value().values(1).number_value();
      if (check.size() > 6 && check.substr(check.size() - 6) == "_equal") {
        EXPECT_EQ(left, right) << check;
      } else {
        EXPECT_LE(left, right) << check;
      }
    }
    persons += FigureOn(manifest, 3, "TR.TALENT.PERSONS");
    EXPECT_LE(FigureOn(manifest, 3, "TR.TALENT.COMPLETED"), FigureOn(manifest, 3, "TR.TALENT.PERSON_TIMES"));
  }
  EXPECT_GT(persons, 500);
}

TEST(TierManifest, CountsWhoIsInTwoPairsOnce) {
  const TierMap map(*FindTier("province"), 20211115);
  std::vector<PairSummary> pairs;
  int64_t persons = 0;
  int64_t person_times = 0;
  int64_t sum = 0;
  for (int pair = 0; pair < 40; ++pair) {
    pairs.push_back(pair == 0 ? SummarizeGolden(map) : SummaryOf(map, pair));
    persons += pairs.back().rows.at("persons");
    for (const auto& [code, value] : pairs.back().figures.back()) {
      sum += code == "TR.TALENT.PERSONS" ? value : 0;
      person_times += code == "TR.TALENT.PERSON_TIMES" ? value : 0;
    }
  }
  const google::protobuf::Struct manifest = Parse(TierManifest(map, pairs));
  const auto& counts = manifest.fields().at("counts").struct_value().fields();
  const auto again = static_cast<int64_t>(counts.at("persons_in_two_pairs").number_value());
  EXPECT_GT(again, 0);
  EXPECT_EQ(static_cast<int64_t>(counts.at("persons").number_value()), persons - again);
  const double all = FigureOn(manifest, 3, "TR.TALENT.PERSONS");
  EXPECT_LT(all, static_cast<double>(sum));
  EXPECT_GE(all, static_cast<double>(sum - again));
  EXPECT_EQ(FigureOn(manifest, 3, "TR.TALENT.PERSON_TIMES"), static_cast<double>(person_times));
}

// What a tier makes beside what notes/domain.md, section 4.4, says it should have about.
std::map<std::string, double> CountsOfProvince() {
  const TierMap map(*FindTier("province"), 20211115);
  std::map<std::string, double> counts;
  for (int pair = 0; pair < map.tier().pairs; ++pair) {
    const PairSummary summary = pair == 0 ? SummarizeGolden(map) : SummaryOf(map, pair);
    for (const auto& [kind, count] : summary.rows) counts[kind] += static_cast<double>(count);
  }
  counts["enrolments"] = counts["assignments"] - counts["postings"];
  return counts;
}

// As every twentieth pair, by size: what does not grow with a pair's size is counted elsewhere. Without marks of
// attendance, of which there are 40 million.
std::map<std::string, double> CountsOfNation() {
  Tier tier = *FindTier("nation");
  tier.attendance = false;
  const TierMap map(tier, 20211115);
  int all = 0;
  for (int pair = 0; pair < tier.pairs; ++pair) all += map.Size(pair);
  std::map<std::string, double> counts;
  int counted = 0;
  for (int pair = 2; pair < tier.pairs; pair += 20) {
    for (const auto& [kind, count] : SummaryOf(map, pair).rows) counts[kind] += static_cast<double>(count);
    counted += map.Size(pair);
  }
  for (auto& [kind, count] : counts) count = count * all / counted;
  counts["enrolments"] = counts["assignments"] - counts["postings"];
  return counts;
}

void ExpectAbout(std::map<std::string, double> counts, const std::map<std::string, double>& wanted) {
  for (const auto& [kind, count] : wanted) EXPECT_NEAR(counts[kind], count, 0.1 * count) << kind;
}

TEST(Tiers, AProvinceHasAsManyRowsAsIsSaid) {
  ExpectAbout(CountsOfProvince(), {{"persons", 60e3},
                                   {"courses", 1'400},
                                   {"enrolments", 75e3},
                                   {"attendance_marks", 800e3},
                                   {"postings", 4'000},
                                   {"licences", 25e3},
                                   {"outcome_reports", 60e3},
                                   {"organizations", 12e3}});
}

TEST(Tiers, ANationHasAsManyRowsAsIsSaid) {
  ExpectAbout(
      CountsOfNation(),
      {{"persons", 2.5e6}, {"courses", 70e3}, {"enrolments", 3.5e6}, {"licences", 1e6}, {"outcome_reports", 1.5e6}});
}

TEST(TierDays, OfANationAreTheEndsOfItsYears) {
  EXPECT_EQ(TierDays(*FindTier("nation")).size(), 5u);
  EXPECT_EQ(TierDays(*FindTier("province")).back(), absl::CivilDay(2021, 12, 31));
}

}  // namespace
}  // namespace jiedui::demo
