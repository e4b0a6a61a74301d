// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/licence_due.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

v1::Person PersonWith(const std::string& licences) {
  v1::Person person;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(licences, &person)) << licences;
  return person;
}

// "index valid_to renew_by" of each.
std::vector<std::string> DueBefore(const std::string& licences, absl::string_view before) {
  std::vector<std::string> due;
  for (const LicenceDue& licence : DueLicences(PersonWith(licences), before))
    due.push_back(absl::StrCat(licence.index, " ", licence.valid_to, " ", licence.renew_by));
  return due;
}

// A licence in text format; empty dates are left out.
std::string Village(const std::string& from, const std::string& to) {
  return absl::StrCat("licences { kind: KIND_VILLAGE_DOCTOR valid_from: '", from, "' valid_to: '", to, "' } ");
}

struct DueCase {
  std::string about;
  std::string licences;
  std::string before;
  std::vector<std::string> due;
};

class LicencesDue : public testing::TestWithParam<DueCase> {};

TEST_P(LicencesDue, AreThoseOfTheDay) {
  EXPECT_EQ(DueBefore(GetParam().licences, GetParam().before), GetParam().due) << GetParam().about;
}

const char kNurse[] = "licences { kind: KIND_NURSE valid_to: '2021-12-31' }";

INSTANTIATE_TEST_SUITE_P(
    Cases, LicencesDue,
    testing::Values(
        DueCase{"none", "", "2199-12-31", {}},
        DueCase{"U9: village doctor", Village("", "2021-10-31"), "2021-12-31", {"0 2021-10-31 2021-07-31"}},
        DueCase{"on the day itself", Village("", "2021-10-31"), "2021-07-31", {}},
        DueCase{"the day after", Village("", "2021-10-31"), "2021-08-01", {"0 2021-10-31 2021-07-31"}},
        DueCase{"month end", Village("", "2021-05-31"), "2021-03-01", {"0 2021-05-31 2021-02-28"}},
        DueCase{"leap day", Village("", "2024-05-31"), "2024-03-01", {"0 2024-05-31 2024-02-29"}},
        DueCase{"nurse on the day", kNurse, "2021-12-01", {}},
        DueCase{"nurse the day after", kNurse, "2021-12-02", {"0 2021-12-31 2021-12-01"}},
        DueCase{"without end", Village("2020-01-01", ""), "2199-12-31", {}},
        DueCase{"a physician's with an end",
                "licences { kind: KIND_PHYSICIAN valid_to: '2021-12-31' }",
                "2022-01-01",
                {"0 2021-12-31 2021-12-31"}},
        DueCase{"renewed on the next day",
                Village("2016-11-01", "2021-10-31") + Village("2021-11-01", "2026-10-31"),
                "2021-12-31",
                {}},
        DueCase{"U9: renewed after days without a licence",
                Village("2016-11-01", "2021-10-31") + Village("2021-11-05", "2026-10-31"),
                "2021-12-31",
                {}},
        DueCase{"renewed after years without a licence, due in turn",
                Village("2024-01-01", "2028-12-31") + Village("2016-11-01", "2021-10-31"),
                "2028-12-31",
                {"0 2028-12-31 2028-09-30"}},
        DueCase{"renewed early",
                Village("2021-08-01", "2026-07-31") + Village("2016-11-01", "2021-10-31"),
                "2021-12-31",
                {}},
        DueCase{"renewed without end", Village("", "2021-10-31") + Village("2021-11-01", ""), "2199-12-31", {}},
        DueCase{"the renewal falls due too",
                Village("2016-11-01", "2021-10-31") + Village("2021-11-01", "2026-10-31"),
                "2026-08-01",
                {"1 2026-10-31 2026-07-31"}},
        DueCase{"another kind renews nothing",
                Village("", "2021-10-31") + "licences { kind: KIND_ASSISTANT_PHYSICIAN valid_from: '2021-11-01' }",
                "2021-12-31",
                {"0 2021-10-31 2021-07-31"}},
        DueCase{"a shorter one renews nothing",
                Village("", "2021-10-31") + Village("2021-01-01", "2021-10-30"),
                "2021-12-31",
                {"0 2021-10-31 2021-07-31"}},
        DueCase{"entered twice",
                Village("", "2021-10-31") + Village("2016-11-01", "2021-10-31"),
                "2021-12-31",
                {"1 2021-10-31 2021-07-31"}},
        DueCase{"ordered by the day to renew",
                absl::StrCat(kNurse, Village("", "2022-01-31")),
                "2022-01-01",
                {"1 2022-01-31 2021-10-31", "0 2021-12-31 2021-12-01"}},
        DueCase{"run out long since", Village("", "2010-01-31"), "2021-11-15", {"0 2010-01-31 2009-10-31"}},
        DueCase{"the calendar's last day", Village("", "2199-12-31"), "2199-12-31", {"0 2199-12-31 2199-09-30"}}));

TEST(DueLicences, SayKindAndLaw) {
  const auto due = DueLicences(PersonWith(absl::StrCat(kNurse, Village("", "2003-12-31"))), "2022-01-01");
  ASSERT_EQ(due.size(), 2u);
  EXPECT_EQ(due[0].kind, v1::Licence::KIND_VILLAGE_DOCTOR);
  EXPECT_EQ(due[0].rule_source, "");  // before the regulations of 2004
  EXPECT_EQ(due[0].renew_by, "2003-12-31");
  EXPECT_EQ(due[1].kind, v1::Licence::KIND_NURSE);
  EXPECT_THAT(std::string(due[1].rule_source), HasSubstr("护士条例"));
}

}  // namespace
}  // namespace jiedui::registry
