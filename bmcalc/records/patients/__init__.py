"""Who a patient is: two identifiers, sealed with a key of the patient that can be erased."""
