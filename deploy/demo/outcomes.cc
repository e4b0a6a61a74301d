// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/outcomes.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "common/base/civil_date.h"
#include "deploy/demo/courses.h"
#include "deploy/demo/divisions.h"
#include "deploy/demo/identity.h"
#include "deploy/demo/plan.h"

namespace jiedui::demo {
namespace {

using scheduler::v1::Outcome;
using scheduler::v1::RecordOutcomesRequest;

constexpr absl::CivilDay kFirstOpening(2021, 6, 1);
constexpr absl::CivilDay kLastOpening(2021, 11, 15);
constexpr int kOpeningDays = 168;        // from the first to the last
constexpr int kCreditOrdinal = 500'000;  // beyond those of organisations
constexpr int kWithoutCreditCode = 7;    // every seventh household has none

const Township& TownshipAt(int i) { return Townships()[static_cast<size_t>(i) % Townships().size()]; }

Outcome& Add(Outcome::Kind kind, const std::string& title, const Township& township, absl::CivilDay open,
             std::vector<RecordOutcomesRequest>& rows) {
  scheduler::v1::RecordOutcomeRequest& record = *rows.emplace_back().mutable_record();
  record.set_parent(std::string(kPairing));
  Outcome& outcome = *record.mutable_outcome();
  outcome.set_kind(kind);
  outcome.set_display_name(title);
  outcome.set_division(std::string(township.code));
  outcome.set_open_date(FormatDate(open));
  return outcome;
}

// Evenly over the time, in an order of their own.
absl::CivilDay OpeningAt(int i) { return kFirstOpening + (i * 37) % kOpeningDays; }

struct EntityWords {
  Outcome::EntityForm form;
  absl::string_view title;
  absl::string_view credit_type;
};

EntityWords EntityAt(int i) {
  if (i < kEnterprises) return {Outcome::ENTITY_FORM_ENTERPRISE, "苍溪示范电商企业", "91"};
  if (i < kEnterprises + kCooperatives) return {Outcome::ENTITY_FORM_COOPERATIVE, "苍溪示范农产品合作社", "93"};
  return {Outcome::ENTITY_FORM_HOUSEHOLD, "苍溪示范网店经营部", "92"};
}

void AddEntities(std::vector<RecordOutcomesRequest>& rows) {
  for (int i = 0; i < kEnterprises + kCooperatives + kHouseholds; ++i) {
    const EntityWords words = EntityAt(i);
    Outcome& entity =
        Add(Outcome::KIND_ENTITY, absl::StrFormat("%s%03d", words.title, i + 1), TownshipAt(i), OpeningAt(i), rows);
    entity.set_entity_form(words.form);
    const bool has_code = words.form != Outcome::ENTITY_FORM_HOUSEHOLD || i % kWithoutCreditCode != 0;
    if (has_code) entity.set_credit_code(CreditCode(words.credit_type, kCangxi, kCreditOrdinal + i));
  }
}

// Number of the e-commerce person, from 1: those who were trained first.
int EntrepreneurAt(int i) {
  return i < kTrainedEntrepreneurs ? i + 1 : kEcommerceTrained + i - kTrainedEntrepreneurs + 1;
}

// Whoever was trained opens after the course.
absl::CivilDay OpeningOf(int i) {
  if (i >= kTrainedEntrepreneurs) return OpeningAt(i);
  const EcommercePlan& plan = EcommercePlans()[static_cast<size_t>(EnrolmentAt(i).run)];
  const absl::CivilDay first = *ParseDate(plan.last_day) + 1;
  return first + (i * 11) % static_cast<int>(kLastOpening - first + 1);
}

void AddEntrepreneurs(std::vector<RecordOutcomesRequest>& rows) {
  for (int i = 0; i < kTrainedEntrepreneurs + kUntrainedEntrepreneurs; ++i) {
    Outcome& entrepreneur =
        Add(Outcome::KIND_ENTREPRENEUR, absl::StrFormat("苍溪网商%03d", i + 1), TownshipAt(i), OpeningOf(i), rows);
    entrepreneur.set_person(absl::StrCat("persons/", NumberedId("ecommerce", EntrepreneurAt(i))));
    if (i < kTrainedEntrepreneurs) {
      entrepreneur.set_course(CourseName(EcommercePlans()[static_cast<size_t>(EnrolmentAt(i).run)].course));
    }
  }
}

// 210 owners have one shop, 30 have two, 6 have five. Index of the entrepreneur.
int OwnerOf(int shop) {
  constexpr int kOfOne = 210;
  constexpr int kOfTwo = 30;
  if (shop < kOfOne) return shop;
  if (shop < kOfOne + 2 * kOfTwo) return kOfOne + (shop - kOfOne) / 2;
  return kOfOne + kOfTwo + (shop - kOfOne - 2 * kOfTwo) / 5;
}

// 40 in 100 on Taobao, 30 on Pinduoduo, 20 on Douyin, 10 elsewhere.
Outcome::Platform PlatformAt(int shop) {
  const int tenth = shop % 10;
  if (tenth < 4) return Outcome::PLATFORM_TAOBAO;
  if (tenth < 7) return Outcome::PLATFORM_PINDUODUO;
  return tenth < 9 ? Outcome::PLATFORM_DOUYIN : Outcome::PLATFORM_OTHER;
}

void AddShop(int shop, const Township& township, std::vector<RecordOutcomesRequest>& rows) {
  const int owner = OwnerOf(shop);
  Outcome& outcome =
      Add(Outcome::KIND_SHOP, absl::StrFormat("苍溪网店%03d", shop + 1), township, OpeningOf(owner), rows);
  outcome.set_person(absl::StrCat("persons/", NumberedId("ecommerce", EntrepreneurAt(owner))));
  outcome.set_platform(PlatformAt(shop));
  outcome.set_platform_shop_id(absl::StrFormat("demo-%04d", shop + 1));
}

}  // namespace

std::vector<RecordOutcomesRequest> MakeOutcomes() {
  std::vector<RecordOutcomesRequest> rows;
  AddEntities(rows);
  AddEntrepreneurs(rows);
  for (int shop = 0; shop < kShops; ++shop) AddShop(shop, TownshipAt(OwnerOf(shop)), rows);
  for (int shop = 0; shop < kShopsReportedTwice; ++shop) AddShop(shop, TownshipAt(OwnerOf(shop) + 1), rows);
  return rows;
}

}  // namespace jiedui::demo
