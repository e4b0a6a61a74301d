// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/count_outcomes.h"

#include <optional>

namespace jiedui::scheduler {
namespace {

using v1::Outcome;

constexpr auto kCounts = v1::NOT_COUNTED_REASON_UNSPECIFIED;

std::optional<FigureId> FormFigure(Outcome::EntityForm form) {
  switch (form) {
    case Outcome::ENTITY_FORM_ENTERPRISE:
      return FigureId::kEnterprises;
    case Outcome::ENTITY_FORM_COOPERATIVE:
      return FigureId::kCooperatives;
    case Outcome::ENTITY_FORM_HOUSEHOLD:
      return FigureId::kHouseholds;
    default:
      return std::nullopt;
  }
}

void CountEntity(const Counting& counting, const Outcome& outcome, const Contribution& entity) {
  counting.Add(FigureId::kEntities, entity, kCounts);
  const std::optional<FigureId> form = FormFigure(outcome.entity_form());
  if (form.has_value()) counting.Add(*form, entity, kCounts);
}

void CountEntrepreneur(const Counting& counting, Contribution entrepreneur, uint32_t person, bool is_trained) {
  entrepreneur.subject = person;
  counting.Add(FigureId::kEntrepreneurs, entrepreneur, kCounts);
  counting.Add(FigureId::kTrainedEntrepreneurs, entrepreneur,
               is_trained ? kCounts : v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED);
}

// A shop that closes on the day six months later has been open for six months.
void CountShop(const Counting& counting, const Outcome& outcome, Contribution shop) {
  counting.Add(FigureId::kShops, shop, kCounts);
  const DayNumber half_year = SixMonthsAfter(shop.day);
  const DayNumber closed = ToDayNumber(outcome.close_date());
  auto reason = half_year <= counting.last() ? kCounts : v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED;
  shop.number = half_year;
  if (closed != 0 && closed < half_year && closed <= counting.last()) {
    reason = v1::NOT_COUNTED_REASON_CLOSED;
    shop.number = closed;
  }
  counting.Add(FigureId::kShopsOpenSixMonths, shop, reason);
}

}  // namespace

void CountOutcome(const Counting& counting, const Outcome& outcome, const absl::flat_hash_set<uint32_t>& trainees) {
  const Contribution row = {.row = counting.ledger().rows.Add(outcome.name()), .day = ToDayNumber(outcome.open_date())};
  switch (outcome.kind()) {
    case Outcome::KIND_ENTITY:
      return CountEntity(counting, outcome, row);
    case Outcome::KIND_ENTREPRENEUR: {
      const uint32_t person = counting.ledger().subjects.Add(outcome.person());
      return CountEntrepreneur(counting, row, person, trainees.contains(person));
    }
    case Outcome::KIND_SHOP:
      return CountShop(counting, outcome, row);
    default:
      return;
  }
}

void CountDemand(const Counting& counting, const v1::Demand& demand) {
  if (!counting.Wants(FigureId::kUnmetDemand)) return;
  Contribution place = {.row = counting.ledger().rows.Add(demand.name()), .day = ToDayNumber(demand.start_date())};
  const bool is_unmet = demand.state() == v1::Demand::STATE_OPEN || demand.state() == v1::Demand::STATE_LAPSED;
  const int places = is_unmet ? demand.headcount() - demand.met_headcount() : 0;
  for (place.number = 1; place.number <= places; ++place.number) counting.Add(FigureId::kUnmetDemand, place, kCounts);
  if (places > 0) return;
  place.number = 0;
  const bool is_withdrawn = demand.state() == v1::Demand::STATE_WITHDRAWN;
  counting.Add(FigureId::kUnmetDemand, place,
               is_withdrawn ? v1::NOT_COUNTED_REASON_CANCELLED : v1::NOT_COUNTED_REASON_BASIS_NOT_REACHED);
}

}  // namespace jiedui::scheduler
