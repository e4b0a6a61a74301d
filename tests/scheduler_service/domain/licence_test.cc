// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/licence.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

struct Case {
  std::string about;
  std::string licences;                   // of a person, in text format
  std::optional<std::string> unlicensed;  // the first day without, of 2021-06-15..2021-12-14
};

class Licensed : public testing::TestWithParam<Case> {};

TEST_P(Licensed, OnEveryDay) {
  const auto person = FromText<registry::v1::Person>(GetParam().licences);
  const auto required = FromText<v1::Requirements>("licence_kinds: KIND_PHYSICIAN licence_kinds: KIND_VILLAGE_DOCTOR");
  EXPECT_EQ(FirstDayUnlicensed(person, required, {"2021-06-15", "2021-12-14"}), GetParam().unlicensed)
      << GetParam().about;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Licensed,
    testing::Values(Case{"none", "", "2021-06-15"},
                    Case{"open at both ends", "licences { kind: KIND_PHYSICIAN }", std::nullopt},
                    Case{"another kind", "licences { kind: KIND_NURSE }", "2021-06-15"},
                    Case{"exactly", "licences { kind: KIND_PHYSICIAN valid_from: '2021-06-15' valid_to: '2021-12-14' }",
                         std::nullopt},
                    Case{"a day late", "licences { kind: KIND_PHYSICIAN valid_from: '2021-06-16' }", "2021-06-15"},
                    Case{"U9: ends on 10-31", "licences { kind: KIND_VILLAGE_DOCTOR valid_to: '2021-10-31' }",
                         "2021-11-01"},
                    Case{"a day early", "licences { kind: KIND_PHYSICIAN valid_to: '2021-12-13' }", "2021-12-14"},
                    Case{"renewed at once",
                         "licences { kind: KIND_VILLAGE_DOCTOR valid_from: '2021-11-01' } "
                         "licences { kind: KIND_VILLAGE_DOCTOR valid_to: '2021-10-31' }",
                         std::nullopt},
                    Case{"renewed after a gap",
                         "licences { kind: KIND_VILLAGE_DOCTOR valid_to: '2021-10-31' } "
                         "licences { kind: KIND_VILLAGE_DOCTOR valid_from: '2021-11-05' }",
                         "2021-11-01"},
                    Case{"two kinds one after the other",
                         "licences { kind: KIND_VILLAGE_DOCTOR valid_to: '2021-08-31' } "
                         "licences { kind: KIND_PHYSICIAN valid_from: '2021-08-15' }",
                         std::nullopt},
                    Case{"one within another",
                         "licences { kind: KIND_PHYSICIAN valid_to: '2021-11-30' } "
                         "licences { kind: KIND_PHYSICIAN valid_from: '2021-07-01' valid_to: '2021-07-31' }",
                         "2021-12-01"},
                    Case{"all before", "licences { kind: KIND_PHYSICIAN valid_to: '2021-06-14' }", "2021-06-15"},
                    Case{"all after", "licences { kind: KIND_PHYSICIAN valid_from: '2021-12-15' }", "2021-06-15"}));

TEST(FirstDayUnlicensed, NothingRequiredNeedsNothing) {
  EXPECT_EQ(FirstDayUnlicensed({}, {}, {"2021-06-15", "2021-12-14"}), std::nullopt);
}

TEST(FirstDayUnlicensed, TheCalendarsLastDayIsNoTrap) {
  const auto person = FromText<registry::v1::Person>("licences { kind: KIND_PHYSICIAN valid_to: '2199-12-31' }");
  const auto required = FromText<v1::Requirements>("licence_kinds: KIND_PHYSICIAN");
  EXPECT_EQ(FirstDayUnlicensed(person, required, {"2199-12-30", "2199-12-31"}), std::nullopt);
}

// U9: licensed to 2021-10-31, posted to 12-14; renewed on 11-05 from 11-01.
TEST(LicenceIssue, IsFlaggedFromTheDayItRanOut) {
  auto person = FromText<registry::v1::Person>(
      "name: 'persons/zhao' licences { kind: KIND_VILLAGE_DOCTOR valid_to: '2021-10-31' }");
  const auto required = FromText<v1::Requirements>("licence_kinds: KIND_VILLAGE_DOCTOR");
  const auto assignment = FromText<v1::Assignment>(
      "name: 'pairings/p/assignments/a' person: 'persons/zhao' start_date: '2021-06-15' end_date: '2021-12-14'");
  const auto on = [&](const char* day) { return LicenceIssue(person, required, assignment, day); };
  EXPECT_EQ(on("2021-05-01")->code(), v1::ComplianceIssue::CODE_LICENCE_EXPIRING);
  EXPECT_EQ(on("2021-10-31")->due_date(), "2021-07-31");
  EXPECT_EQ(on("2021-11-01")->code(), v1::ComplianceIssue::CODE_LICENCE_LAPSED);
  EXPECT_EQ(on("2021-11-20")->start_date(), "2021-11-01");
  EXPECT_FALSE(on("2021-12-15").has_value());
  *person.add_licences() =
      FromText<registry::v1::Licence>("kind: KIND_VILLAGE_DOCTOR valid_from: '2021-11-01' valid_to: '2026-10-31'");
  EXPECT_FALSE(on("2021-11-20").has_value());
}

}  // namespace
}  // namespace jiedui::scheduler
