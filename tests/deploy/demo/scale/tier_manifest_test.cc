// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/scale/tier_manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(TierDays, OfANationAreTheEndsOfItsYears) {
  EXPECT_EQ(TierDays(*FindTier("nation")).size(), 5u);
  EXPECT_EQ(TierDays(*FindTier("province")).back(), absl::CivilDay(2021, 12, 31));
}

}  // namespace
}  // namespace jiedui::demo
