// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_organizations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/reporting/counted.h"
#include "tests/scheduler_service/reporting/report_world.h"

namespace jiedui::scheduler {
namespace {

using registry::v1::Organization;

struct PairCase {
  std::string about;
  std::string pair;
  std::string east_division;
  std::string west_division;
  int64_t hospitals;
  int64_t schools;
};

TEST(CountOrganizations, PairsOfThisPairing) {
  const std::string hospitals = "kind: KIND_HOSPITAL sign_date: '2021-06-10'";
  const std::vector<PairCase> cases = {
      {"the article's", hospitals, "330110", "510824", 1, 0},
      {"in a town", hospitals, "330110110", "510824100", 1, 0},
      {"schools", "kind: KIND_SCHOOL sign_date: '2021-06-10'", "330110", "510824", 0, 1},
      {"others", "kind: KIND_OTHER sign_date: '2021-06-10'", "330110", "510824", 0, 0},
      {"signed after the day", "kind: KIND_HOSPITAL sign_date: '2021-11-16'", "330110", "510824", 0, 0},
      {"signed under the old pairing", "kind: KIND_HOSPITAL sign_date: '2021-04-30'", "330110", "510824", 0, 0},
      {"signed before the period", "kind: KIND_HOSPITAL sign_date: '2021-05-01'", "330110", "510824", 1, 0},
      {"of the old partner", hospitals, "331022", "510824", 0, 0},
      {"of another county", hospitals, "330110", "510821", 0, 0},
      {"the wrong way round", hospitals, "510824", "330110", 0, 0},
      {"not known here", hospitals, "", "510824", 0, 0}};
  for (const PairCase& c : cases) {
    PairedOrganizations rows;
    rows.pair = FromText<registry::v1::OrganizationPair>(c.pair);
    if (!c.east_division.empty()) rows.east.add_divisions()->set_division(c.east_division);
    rows.west.add_divisions()->set_division(c.west_division);
    Counted counted(AsOf("2021-11-15", "2021-06-01"));
    counted.Add(OrganizationRows{.pairs = {rows}, .bases = {}});
    auto values = counted.Values();
    EXPECT_EQ(values["EX.ORGPAIR.HOSPITAL"], c.hospitals) << c.about;
    EXPECT_EQ(values["EX.ORGPAIR.SCHOOL"], c.schools) << c.about;
  }
}

TEST(CountOrganizations, APairBelongsWhereItsHospitalsLayWhenItWasSigned) {
  PairedOrganizations rows;
  rows.east = FromText<Organization>(R"pb(
    divisions { division: "330110" end_date: "2021-05-08" }
    divisions { division: "330113" start_date: "2021-05-09" })pb");
  rows.west.add_divisions()->set_division("510824");
  rows.pair.set_kind(registry::v1::OrganizationPair::KIND_HOSPITAL);
  const auto value = [&rows](const std::string& signed_on) {
    rows.pair.set_sign_date(signed_on);
    Counted counted;
    counted.Add(OrganizationRows{.pairs = {rows}, .bases = {}});
    return counted.Values()["EX.ORGPAIR.HOSPITAL"];
  };
  EXPECT_EQ(value("2021-05-08"), 1);
  EXPECT_EQ(value("2021-05-09"), 0);
}

struct BaseCase {
  std::string about;
  std::string change;
  int64_t bases;
};

TEST(CountOrganizations, TrainingBasesThatAreThereOnTheDay) {
  // 1636905600 is 2021-11-15 00:00 in Shanghai.
  const std::vector<BaseCase> cases = {
      {"there", "", 1},
      {"elsewhere", "divisions { division: '510821' }", 0},
      {"moves in later", "divisions { division: '510824' start_date: '2021-11-16' }", 0},
      {"merged later", "merge_date: '2021-11-16' merged_into: 'organizations/x'", 1},
      {"merged on the day", "merge_date: '2021-11-15' merged_into: 'organizations/x'", 0},
      {"deleted on the day", "delete_time { seconds: 1636905600 }", 0},
      {"deleted on the next day", "delete_time { seconds: 1636992000 }", 1}};
  for (const BaseCase& c : cases) {
    Organization base = TrainingBase();
    const Organization change = FromText<Organization>(c.change);
    if (change.divisions_size() > 0) base.clear_divisions();
    base.MergeFrom(change);
    Counted counted;
    counted.Add(OrganizationRows{.pairs = {}, .bases = {base}});
    EXPECT_EQ(counted.Values()["TR.BASES"], c.bases) << c.about;
  }
}

}  // namespace
}  // namespace jiedui::scheduler
