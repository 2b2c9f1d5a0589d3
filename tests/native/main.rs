//! Tests of the core: no browser, no clock, no network.

mod almanac;
mod architecture;
mod format_corpora;
mod format_export;
mod format_files;
mod format_laws;
mod format_redact;
mod format_robust;
mod generate;
mod generate_format;
mod i18n_texts;
mod merge_generate;
mod merge_laws;
mod merge_oracle;
mod merge_oracle_event;
mod merge_table;
mod merge_table_plan;
mod present_agenda;
mod present_edit;
mod present_event;
mod present_laws;
mod present_month;
mod present_review;
mod present_size;
mod public_sample;
mod sample;
