// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/outcome_view.h"

#include <gtest/gtest.h>

namespace jiedui::demo {
namespace {

using scheduler::v1::Outcome;

Outcome& Add(Dataset& dataset, Outcome::Kind kind, const std::string& open_date) {
  Outcome& outcome = *dataset.outcomes.emplace_back().mutable_record()->mutable_outcome();
  outcome.set_kind(kind);
  outcome.set_open_date(open_date);
  return outcome;
}

TEST(OutcomeView, CountsEachOnceHoweverOftenItIsReported) {
  Dataset dataset;
  for (const char* division : {"510824100", "510824102"}) {
    Outcome& shop = Add(dataset, Outcome::KIND_SHOP, "2021-07-01");
    shop.set_platform(Outcome::PLATFORM_TAOBAO);
    shop.set_platform_shop_id("1");
    shop.set_division(division);
    Outcome& entity = Add(dataset, Outcome::KIND_ENTITY, "2021-07-01");
    entity.set_display_name("同名");
    entity.set_division(division);
    entity.set_entity_form(Outcome::ENTITY_FORM_HOUSEHOLD);
  }
  Add(dataset, Outcome::KIND_SHOP, "2021-07-01").set_platform(Outcome::PLATFORM_DOUYIN);
  const OutcomeView view(dataset, "2021-05-01", "2021-12-31");
  EXPECT_EQ(view.Shops(), 2);
  EXPECT_EQ(view.Entities(), 2) << "of two townships, without a code";
  EXPECT_EQ(view.Entities(Outcome::ENTITY_FORM_ENTERPRISE), 0);
}

TEST(OutcomeView, SeesWhatOpenedInItsTime) {
  Dataset dataset;
  Add(dataset, Outcome::KIND_ENTREPRENEUR, "2021-04-30").set_person("persons/a");
  Add(dataset, Outcome::KIND_ENTREPRENEUR, "2021-05-01").set_person("persons/b");
  Add(dataset, Outcome::KIND_ENTREPRENEUR, "2021-11-15").set_person("persons/c");
  Add(dataset, Outcome::KIND_ENTREPRENEUR, "2021-11-16").set_person("persons/d");
  const OutcomeView view(dataset, "2021-05-01", "2021-11-15");
  EXPECT_EQ(view.Entrepreneurs(), 2);
  EXPECT_EQ(view.Entrepreneurs({"persons/c", "persons/d"}), 1);
}

}  // namespace
}  // namespace jiedui::demo
